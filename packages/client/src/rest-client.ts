import type {
  AuctionDetail,
  AuctionSummary,
  BidAnswer,
  BidCommand,
  FoundLots,
  House,
  LotDetail,
  LotEventsPage,
  LotQuery,
  Me,
  NoticesPage,
  Page,
  Preferences,
  PreferencesChange,
  RatesBoard,
  RatesHistory,
  RatesRange,
  Registration,
  SettleAnswer,
  Standing,
  WatchChanged,
} from '@rostrum/contract';
import { HouseError } from './house-error.ts';
import { createHttp, type HttpOptions } from './http.ts';

/** Which part of a list; `limit` is 1 to 200. */
export interface PageQuery {
  limit?: number;
  cursor?: string;
}

/**
 * The house over HTTP. Every call throws HouseError where the house refuses and HouseUnreachable where no answer came;
 * only `bid` gives a refusal as a value, like its twin on the socket.
 */
export interface RestClient {
  /** The house itself, with its time. */
  house(): Promise<House>;
  /** Running ones by their end, then coming ones, then those that are over. */
  auctions(page?: PageQuery): Promise<Page<AuctionSummary>>;
  /** One auction with its rules. Throws NOT_FOUND. */
  auction(slug: string): Promise<AuctionDetail>;
  /** Lots of all auctions that fit. */
  lots(query?: LotQuery): Promise<FoundLots>;
  /** Lots of one auction, by number unless asked otherwise. Throws NOT_FOUND. */
  auctionLots(slug: string, query?: Omit<LotQuery, 'auction'>): Promise<FoundLots>;
  /** Accepts an auction's terms and takes a paddle; asking again gives the same one. */
  register(slug: string): Promise<Registration>;
  /** One lot with all that its page needs. Throws LOT_UNKNOWN. */
  lot(id: string): Promise<LotDetail>;
  /** Public events after version `since`. */
  lotEvents(id: string, query?: PageQuery & { since?: number }): Promise<LotEventsPage>;
  /** The same bid as over the socket; `client.bid` chooses the way and sorts out what was cut off. `withinMs` is for the answer. */
  bid(command: BidCommand, withinMs?: number): Promise<BidAnswer>;
  /** What became of a command: its answer, or that it never arrived and never counts. */
  settle(commandId: string): Promise<SettleAnswer>;
  /** The signed-in person; `person` is null for a stranger. */
  me(): Promise<Me>;
  /** How the person stands on every lot that he bid on or watches. */
  standing(): Promise<Page<Standing>>;
  /** What the person was told, the newest first. */
  notices(page?: PageQuery): Promise<NoticesPage>;
  /** Marks notices as seen. */
  seen(ids: readonly string[]): Promise<{ ok: true; unseen: number }>;
  /** Watches a lot, or watches it no more. */
  watch(lotId: string, watching: boolean): Promise<WatchChanged>;
  /** What may pop up on a page, by topic. */
  preferences(): Promise<Preferences>;
  /** Changes some of that; what is left out stays. */
  prefer(change: PreferencesChange): Promise<Preferences>;
  /** What one euro buys in other currencies. */
  rates(): Promise<RatesBoard>;
  /** `pair` such as `EUR-USD`. */
  ratesHistory(pair: string, range: RatesRange): Promise<RatesHistory>;
  /** A browser keeps the session's cookie; a program takes it out of an answer of its own `fetch`. */
  signIn(email: string, password: string): Promise<void>;
  /** Opens an account. `HouseError.reason` says why not. */
  signUp(name: string, email: string, password: string): Promise<void>;
  /** Ends the session. */
  signOut(): Promise<void>;
}

function query(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

/** The house over HTTP, without a live connection. */
export function createRestClient(options: HttpOptions): RestClient {
  const http = createHttp(options);
  const part = encodeURIComponent;
  return {
    house: () => http('GET', '/api/house'),
    auctions: (page) => http('GET', `/api/auctions${query({ ...page })}`),
    auction: (slug) => http('GET', `/api/auctions/${part(slug)}`),
    lots: (wanted) => http('GET', `/api/lots${query({ ...wanted })}`),
    auctionLots: (slug, wanted) => http('GET', `/api/auctions/${part(slug)}/lots${query({ ...wanted })}`),
    register: (slug) => http('POST', `/api/auctions/${part(slug)}/register`, { acceptTerms: true }),
    lot: (id) => http('GET', `/api/lots/${part(id)}`),
    lotEvents: (id, wanted) => http('GET', `/api/lots/${part(id)}/events${query({ ...wanted })}`),
    async bid(command, withinMs) {
      try {
        return await http<BidAnswer>('POST', `/api/lots/${part(command.lotId)}/bids`, command, withinMs);
      } catch (cause) {
        if (cause instanceof HouseError) return { ok: false, error: cause.error };
        throw cause;
      }
    },
    settle: (commandId) => http('POST', `/api/me/commands/${part(commandId)}/settle`, {}),
    me: () => http('GET', '/api/me'),
    standing: () => http('GET', '/api/me/standing'),
    notices: (page) => http('GET', `/api/me/notices${query({ ...page })}`),
    seen: (ids) => http('POST', '/api/me/notices/seen', { ids }),
    watch: (lotId, watching) => http(watching ? 'PUT' : 'DELETE', `/api/me/watch/${part(lotId)}`),
    preferences: () => http('GET', '/api/me/preferences'),
    prefer: (change) => http('PATCH', '/api/me/preferences', change),
    rates: () => http('GET', '/api/rates'),
    ratesHistory: (pair, range) => http('GET', `/api/rates/${part(pair)}/history${query({ range })}`),
    async signIn(email, password) {
      await http('POST', '/api/auth/sign-in/email', { email, password });
    },
    async signUp(name, email, password) {
      await http('POST', '/api/auth/sign-up/email', { name, email, password });
    },
    async signOut() {
      await http('POST', '/api/auth/sign-out', {});
    },
  };
}
