import { sql } from 'kysely';
import { Accounts } from './accounts/accounts.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { Finding } from './catalogue/finding.ts';
import { ChatDesk } from './chat/chat-desk.ts';
import { ChatPeople } from './chat/chat-people.ts';
import { Chat } from './chat/chat.ts';
import { Consumers } from './consumers/consumers.ts';
import type { Engine } from './engine/engine.ts';
import type { Signals } from './engine/signals.ts';
import { Deliveries } from './deliveries/deliveries.ts';
import { DatabaseUnavailable } from './errors.ts';
import { HouseStore } from './house/house-store.ts';
import { Ledger } from './ledger/ledger.ts';
import { Mistakes } from './mistakes/mistakes.ts';
import { Mails } from './mail/mails.ts';
import { Notices } from './notices/notices.ts';
import { People } from './people/people.ts';
import { LotPictures } from './pictures/lot-pictures.ts';
import { NoticePreferences } from './preferences/preferences.ts';
import { Rates } from './rates/rates.ts';
import { SiteMap } from './site-map/site-map.ts';
import { PushSubscriptions } from './push/push-subscriptions.ts';
import { Pushes } from './push/pushes.ts';
import { WatchLists } from './watchlist/watch-lists.ts';

/** An opened, migrated database: the stores of the house on PGlite or PostgreSQL. */
export class Database {
  readonly kind: 'pglite' | 'postgres';
  /** For better-auth (`database: auth`). Opaque for everyone else. */
  readonly auth: { db: unknown; type: 'postgres' };
  readonly ledger: Ledger;
  readonly catalogue: Catalogue;
  readonly finding: Finding;
  readonly siteMap: SiteMap;
  readonly people: People;
  readonly lotPictures: LotPictures;
  readonly consumers: Consumers;
  readonly notices: Notices;
  readonly preferences: NoticePreferences;
  readonly deliveries: Deliveries;
  readonly pushes: Pushes;
  readonly pushSubscriptions: PushSubscriptions;
  readonly watchLists: WatchLists;
  readonly mistakes: Mistakes;
  readonly chat: Chat;
  readonly chatPeople: ChatPeople;
  readonly chatDesk: ChatDesk;
  readonly accounts: Accounts;
  readonly mails: Mails;
  readonly rates: Rates;
  readonly house: HouseStore;
  readonly signals: Signals;
  readonly #engine: Engine;
  #closed: Promise<void> | null = null;

  /** See `openDatabase`. */
  constructor(engine: Engine) {
    this.#engine = engine;
    this.kind = engine.kind;
    this.auth = { db: engine.kysely, type: 'postgres' };
    this.ledger = new Ledger(engine);
    this.catalogue = new Catalogue(engine);
    this.finding = new Finding(engine);
    this.siteMap = new SiteMap(engine);
    this.people = new People(engine);
    this.lotPictures = new LotPictures(engine);
    this.consumers = new Consumers(engine);
    this.notices = new Notices(engine);
    this.preferences = new NoticePreferences(engine);
    this.deliveries = new Deliveries(engine);
    this.pushes = new Pushes(engine);
    this.pushSubscriptions = new PushSubscriptions(engine);
    this.watchLists = new WatchLists(engine);
    this.mistakes = new Mistakes(engine);
    this.chat = new Chat(engine);
    this.chatPeople = new ChatPeople(engine);
    this.chatDesk = new ChatDesk(engine);
    this.accounts = new Accounts(engine);
    this.mails = new Mails(engine);
    this.rates = new Rates(engine);
    this.house = new HouseStore(engine);
    this.signals = engine.signals;
  }

  /** Throws DatabaseUnavailable when the database does not answer within `timeoutMs`. */
  async ping(timeoutMs: number): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new DatabaseUnavailable('The database does not answer.')), timeoutMs);
    try {
      await Promise.race([sql`SELECT 1`.execute(this.#engine.kysely), late.promise]);
    } catch (error) {
      throw error instanceof DatabaseUnavailable
        ? error
        : new DatabaseUnavailable('The database does not answer.', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends every connection and gives the data folder free, once, however often it is called. What still runs is waited for. */
  close(): Promise<void> {
    return (this.#closed ??= this.#engine.close());
  }
}
