import type { EpochMs, LotSummary, Minor, AuctionSummary } from '@rostrum/contract';
import type { Locale } from '#lib/messages/locale.ts';

/** A lot as it stood at a moment. Public facts only, nothing of who looked. */
export interface KnownLot {
  id: string;
  number: number;
  title: string;
  auction: string;
  status: LotSummary['status'];
  priceMinor: Minor | null;
  currency: string;
  exponent: number;
  startsAt: EpochMs;
  endsAt: EpochMs;
  /** Path of a small picture that is kept too, or a tiny picture itself; null: none. */
  picture: string | null;
  /** When all this was so. */
  asOf: EpochMs;
}

/** An auction as it stood at a moment. */
export interface KnownAuction {
  slug: string;
  title: string;
  status: AuctionSummary['status'];
  opensAt: EpochMs;
  endsAt: EpochMs;
  asOf: EpochMs;
}

/** What a device keeps to show without the house: how its reader reads, and what the last pages showed, the latest first. */
export interface Known {
  house: string;
  locale: Locale;
  theme: 'light' | 'dark' | 'system';
  /** null: that of the device. */
  zone: string | null;
  auctions: KnownAuction[];
  lots: KnownLot[];
}

/** Where it is kept, by pages and read by the worker. A change of its form changes the name. */
export const KNOWN_CACHE = 'rostrum:known:1';
/** The entry in it. */
export const KNOWN_ENTRY = '/offline/known.json';

const LOTS_KEPT = 24;
const AUCTIONS_KEPT = 6;

/** What was known before, with what a page shows now in front of it. */
export function withFresh(before: Known | null, fresh: Known): Known {
  const lots = [...fresh.lots, ...others(before?.lots ?? [], fresh.lots, ({ id }) => id)];
  const auctions = [...fresh.auctions, ...others(before?.auctions ?? [], fresh.auctions, ({ slug }) => slug)];
  return { ...fresh, lots: lots.slice(0, LOTS_KEPT), auctions: auctions.slice(0, AUCTIONS_KEPT) };
}

/** What a kept entry holds; null where it is none, or of another form. */
export async function readKnown(entry: Pick<Response, 'json'> | undefined): Promise<Known | null> {
  try {
    const known = (await entry?.json()) as Partial<Known> | undefined;
    return Array.isArray(known?.lots) && Array.isArray(known.auctions) ? (known as Known) : null;
  } catch {
    return null;
  }
}

function others<T>(before: readonly T[], fresh: readonly T[], key: (item: T) => string): T[] {
  const named = new Set(fresh.map(key));
  return before.filter((item) => !named.has(key(item)));
}
