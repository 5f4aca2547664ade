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
  house(): Promise<House>;
  auctions(page?: PageQuery): Promise<Page<AuctionSummary>>;
  auction(slug: string): Promise<AuctionDetail>;
  /** Lots of all auctions that fit. */
  lots(query?: LotQuery): Promise<FoundLots>;
  auctionLots(slug: string, query?: Omit<LotQuery, 'auction'>): Promise<FoundLots>;
  register(slug: string): Promise<Registration>;
  lot(id: string): Promise<LotDetail>;
  /** Public events after version `since`. */
  lotEvents(id: string, query?: PageQuery & { since?: number }): Promise<LotEventsPage>;
  bid(command: BidCommand, withinMs?: number): Promise<BidAnswer>;
  settle(commandId: string): Promise<SettleAnswer>;
  me(): Promise<Me>;
  standing(): Promise<Page<Standing>>;
  notices(page?: PageQuery): Promise<NoticesPage>;
  seen(ids: readonly string[]): Promise<{ ok: true; unseen: number }>;
  /** Watches a lot, or watches it no more. */
  watch(lotId: string, watching: boolean): Promise<WatchChanged>;
  preferences(): Promise<Preferences>;
  prefer(change: PreferencesChange): Promise<Preferences>;
  signIn(email: string, password: string): Promise<void>;
  signUp(name: string, email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
}

function query(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

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
