import { isAmount } from '../money/amount.ts';
import type { Minor } from '../lot/lot.ts';

/** An auction as it was recorded elsewhere: the bids in the order in which they were placed. */
export interface RecordedAuction {
  auction: string;
  openingMinor: Minor;
  /** Hidden, in mode `hold`; null: none is known. */
  reserveMinor: Minor | null;
  /** The amounts may be what no house takes (0): the rules refuse those. */
  bids: { bidder: string; amountMinor: number }[];
}

/**
 * Reads `[{auction, open, reserve?, bids: [[bidder, amount, day], …], …}]`, amounts in dollars as strings.
 * @throws TypeError that names the place, where the file says something else.
 */
export function readRecordedAuctions(content: unknown): RecordedAuction[] {
  if (!Array.isArray(content)) throw new TypeError('it is not a list of auctions');
  return content.map((entry: unknown, index) => readAuction(entry, `entry ${index + 1}`));
}

function readAuction(entry: unknown, place: string): RecordedAuction {
  if (typeof entry !== 'object' || entry === null) throw new TypeError(`${place} is not an auction`);
  const { auction, open, reserve, bids } = entry as Record<string, unknown>;
  if (typeof auction !== 'string') throw new TypeError(`${place} has no name in "auction"`);
  const name = `auction ${JSON.stringify(auction)}`;
  if (!Array.isArray(bids)) throw new TypeError(`${name} has no list of bids`);
  return {
    auction,
    openingMinor: positive(open, `${name}, "open"`),
    reserveMinor: reserve === undefined || reserve === null ? null : positive(reserve, `${name}, "reserve"`),
    bids: bids.map((bid: unknown, index) => readBid(bid, `${name}, bid ${index + 1}`)),
  };
}

function readBid(bid: unknown, place: string): RecordedAuction['bids'][number] {
  if (!Array.isArray(bid) || typeof bid[0] !== 'string') throw new TypeError(`${place}: not [bidder, amount, day]`);
  return { bidder: bid[0], amountMinor: dollars(bid[1], place) };
}

function positive(value: unknown, place: string): Minor {
  const amountMinor = dollars(value, place);
  if (!isAmount(amountMinor)) throw new TypeError(`${place}: ${JSON.stringify(value)} is not a price`);
  return amountMinor;
}

/** Dollars with at most two decimals, to cents. Digits are put together, never multiplied: 1.15 stays 115. */
function dollars(value: unknown, place: string): number {
  const match = typeof value === 'string' ? /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(value) : null;
  if (match === null) throw new TypeError(`${place}: ${JSON.stringify(value)} is not an amount in dollars`);
  return Number(match[1] + (match[2] ?? '').padEnd(2, '0'));
}
