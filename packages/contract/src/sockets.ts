import type { BidAnswer, BidCommand, Standing } from './bid.ts';
import type { ChatRoomId } from './chat.ts';
import type { WireError } from './errors.ts';
import type { PublicLot, PublicLotEvent } from './lot.ts';
import type { NoticeTopic } from './preferences.ts';
import type { Draining, EpochMs, Minor } from './protocol.ts';

type Refused = { ok: false; error: WireError };
type Ack<T> = (answer: T) => void;

/** What to watch. `house` is the front page: every auction's activity. */
export interface WatchRequest {
  house?: true;
  auctions?: string[];
  lots?: { id: string; epoch?: string; version?: number }[];
}

/** One lot of a `watch` answer: the events since the version that the client named, or the whole state. */
export type WatchedLot =
  | { id: string; mode: 'delta'; epoch: string; version: number; events: PublicLotEvent[] }
  | { id: string; mode: 'snapshot'; epoch: string; version: number; state: PublicLot };

export type WatchAnswer =
  | {
      ok: true;
      serverTime: EpochMs;
      auctions: { id: string; lots: PublicLot[] }[];
      lots: WatchedLot[];
      activity?: Activity[];
    }
  | Refused;

/** One line of the house's latest doings. A ticker event. */
export interface Activity {
  /** Unique: lot id and version. */
  id: string;
  at: EpochMs;
  type: PublicLotEvent['type'];
  lotId: string;
  auctionId: string;
  number: number;
  title: string;
  currency: string;
  priceMinor: Minor | null;
  paddle: number | null;
  endsAt: EpochMs;
}

/** Ledger frame: contiguous versions from `from`, of one lot and epoch. */
export interface LotEventsFrame {
  lotId: string;
  epoch: string;
  from: number;
  events: PublicLotEvent[];
}

/** Where the server stands with everything that this socket watches: lot id → [version, checksum]. */
export interface Heartbeat {
  serverTime: EpochMs;
  heads: Record<string, [version: number, checksum: string]>;
}

/** Something a person is told; it stays in his notices. */
export interface Notice {
  id: string;
  at: EpochMs;
  topic: NoticeTopic;
  /** Null, as `number`, where it is about an auction and no lot. */
  lotId: string | null;
  auctionId: string;
  auctionSlug: string;
  number: number | null;
  /** The lot's; the auction's where there is no lot. */
  title: string;
  currency: string;
  priceMinor: Minor | null;
  minimumMinor: Minor | null;
  /** It waits for no digest and for no morning: won, or outbid on a lot that closes within the hour. */
  urgent: boolean;
  seen: boolean;
  /** Where it was said, of `answered` and `mention`. */
  talk?: { room: ChatRoomId; messageId: string; auctionSlug: string };
}

/** `/lots`: server → client. */
export interface LotsServerToClient {
  'lot.events': (frame: LotEventsFrame) => void;
  'lot.prices': (ticker: { auctionId: string; lots: PublicLot[] }) => void;
  activity: (ticker: { items: Activity[] }) => void;
  /** How many people watch, by id of the lot or auction: at once after `watch`, then what changed, once a second. */
  presence: (ticker: { counts: Record<string, number> }) => void;
  heartbeat: (beat: Heartbeat) => void;
  draining: (notice: Draining) => void;
  /** Only where the client asked for no ack. */
  error: (error: WireError) => void;
}

/** How often since the last report. */
export interface Missed {
  gaps: number;
  mismatches: number;
}

/** `/lots`: client → server, all acknowledged. */
export interface LotsClientToServer {
  watch: (request: WatchRequest, ack: Ack<WatchAnswer>) => void;
  unwatch: (request: { house?: true; auctions?: string[]; lots?: string[] }, ack: Ack<{ ok: true } | Refused>) => void;
  bid: (command: BidCommand, ack: Ack<BidAnswer>) => void;
  time: (probe: { t0: number }, ack: Ack<{ ok: true; t0: number; t1: EpochMs } | Refused>) => void;
  /** What went wrong on the way, for the house’s own numbers: holes in versions, states with another checksum. */
  missed: (report: Missed, ack: Ack<{ ok: true } | Refused>) => void;
}

/** `/me`: server → client. */
export interface MeServerToClient {
  /** On connect everything at once; later only what changed. */
  standing: (frame: { items: Standing[]; complete: boolean }) => void;
  notice: (frame: { items: Notice[]; unseen: number }) => void;
  'session.expiring': (frame: { at: EpochMs }) => void;
  draining: (notice: Draining) => void;
  error: (error: WireError) => void;
}

/** `/me`: client → server, all acknowledged. */
export interface MeClientToServer {
  seen: (request: { ids: string[] }, ack: Ack<{ ok: true; unseen: number } | Refused>) => void;
  time: (probe: { t0: number }, ack: Ack<{ ok: true; t0: number; t1: EpochMs } | Refused>) => void;
}
