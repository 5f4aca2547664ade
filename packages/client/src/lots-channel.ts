import type { Activity, Heartbeat, LotEventsFrame, PublicLot } from '@rostrum/contract';
import type { Connection, Link } from './connection.ts';
import type { Counters } from './counters.ts';
import { HeadKeeper } from './head-keeper.ts';
import { Listeners } from './listeners.ts';
import { LotAsking } from './lot-asking.ts';
import { LotBook, type LotUpdate } from './lot-book.ts';
import { Presence } from './presence.ts';
import type { Timing } from './timing.ts';
import { idsOf, keysOf, WatchList, type WatchKey, type WatchTarget } from './watch-list.ts';

/** Live lots: reference-counted watching, resumed by (epoch, version) on every new connection. */
export class LotsChannel {
  /** What the house did lately, newest first in each list. */
  readonly activity = new Listeners<Activity[]>();
  /** How many people watch each lot and auction. */
  readonly presence: Presence;
  readonly heartbeats = new Listeners<Heartbeat>();
  /** Lots that the house no longer has. */
  readonly gone = new Listeners<readonly string[]>();
  /** Everything that is watched has been resumed on this connection. */
  readonly resumed = new Listeners<void>();
  readonly book: LotBook;
  readonly #counters: Counters;
  readonly #list = new WatchList();
  readonly #asking: LotAsking;
  readonly #heads: HeadKeeper;

  constructor(connection: Connection, counters: Counters, timing: Timing) {
    this.#counters = counters;
    this.book = new LotBook(counters);
    this.presence = new Presence(connection);
    this.#asking = new LotAsking(connection, counters, timing, {
      book: this.book,
      list: this.#list,
      removed: (lotIds) => this.removed(lotIds),
      activity: (items) => this.activity.tell(items),
      resumed: () => this.resumed.tell(),
    });
    this.#heads = new HeadKeeper(
      this.book,
      {
        each: (lotId) => this.#list.has(`lot:${lotId}`),
        asking: (lotId) => this.#asking.has(lotId),
        behind: (lotId) => {
          counters.gaps += 1;
          this.#asking.again(lotId, false);
        },
        differs: (lotId) => {
          counters.checksumMismatches += 1;
          this.#asking.again(lotId, true);
        },
        // The answer tells whether it is gone.
        missing: (lotId) => this.#asking.again(lotId, true),
      },
      timing,
    );
    connection.ups.add((link) => this.#listen(link));
  }

  /** The state of a lot as far as it is known. */
  get(lotId: string): PublicLot | undefined {
    return this.book.get(lotId);
  }

  /** Gives a state that came with the page, so that watching resumes from it. */
  seed(lots: Iterable<PublicLot>): void {
    for (const lot of lots) this.book.seed(lot);
  }

  /**
   * Watches until the answer is called. `hear` is told of every change of the lots that the target names; a state that is
   * known already is read with `get`.
   */
  watch(target: WatchTarget, hear?: (update: LotUpdate) => void): () => void {
    const keys = keysOf(target);
    const lots = new Set('lots' in target ? target.lots : []);
    const concerns = (lot: PublicLot): boolean =>
      'auction' in target ? lot.auctionId === target.auction : lots.has(lot.id);
    const deafen = hear && this.book.updates.add((update) => void (concerns(update.lot) && hear(update)));
    this.#asking.want(this.#list.add(keys));
    let over = false;
    return () => {
      if (over) return;
      over = true;
      deafen?.();
      this.#release(this.#list.remove(keys));
    };
  }

  /** What is watched, for those who ask in another way. */
  watched(): { lots: string[]; auctions: string[] } {
    const keys = this.#list.keys();
    return { lots: idsOf(keys, 'lot'), auctions: idsOf(keys, 'auction') };
  }

  /** The house does not know these lots. */
  removed(lotIds: readonly string[]): void {
    for (const id of lotIds) this.book.forget(id);
    if (lotIds.length > 0) this.gone.tell(lotIds);
  }

  /** Asks for what was missed, as after a sleep. */
  resync(): void {
    this.#asking.want(this.#list.keys());
  }

  #listen({ lots }: Link): void {
    lots.on('lot.events', (frame) => this.#frame(frame));
    lots.on('lot.prices', ({ lots: states }) => {
      for (const state of states) this.#price(state);
    });
    lots.on('activity', ({ items }) => this.activity.tell(items));
    lots.on('heartbeat', (beat) => {
      this.heartbeats.tell(beat);
      this.#heads.compare(beat.heads);
      this.#heads.missed(beat.heads, this.#shown());
    });
    this.#asking.begin(this.#list.keys());
  }

  /** Lots that are watched, by themselves or with their auction, and known here. */
  #shown(): string[] {
    const { lots, auctions } = this.watched();
    const own = lots.filter((id) => this.book.get(id));
    return [...new Set([...own, ...auctions.flatMap((id) => this.book.lotsOf(id))])];
  }

  #release(keys: WatchKey[]): void {
    this.#asking.drop(keys);
    for (const id of idsOf(keys, 'lot')) {
      const auctionId = this.book.get(id)?.auctionId;
      if (!auctionId || !this.#list.has(`auction:${auctionId}`)) this.book.forget(id);
    }
  }

  #frame(frame: LotEventsFrame): void {
    if (this.#asking.hold(frame)) return;
    const verdict = this.book.apply(frame, 'events');
    if (!this.#list.has(`lot:${frame.lotId}`)) return;
    if (verdict === 'gap') {
      this.#counters.gaps += 1;
      this.#asking.again(frame.lotId, false, [frame]);
    } else if (verdict === 'epoch') this.#asking.again(frame.lotId, true, [frame]);
  }

  /** A lot whose every event is wanted takes a newer price only as a sign that events are on their way. */
  #price(state: PublicLot): void {
    const known = this.book.get(state.id);
    if (known && known.epoch === state.epoch && this.#list.has(`lot:${state.id}`)) {
      this.#heads.compare({ [state.id]: [Math.max(state.version, known.version), state.checksum] }, 'ticker');
    } else this.book.replace(state, 'prices');
  }
}
