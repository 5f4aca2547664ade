import { fixedRandom, type Random } from './random.ts';

/**
 * How a robot behaves. Early birds bid well ahead of the end, nibblers one step at a time, collectors on what they love,
 * snipers in the last minutes only.
 */
export type Temper = 'early' | 'nibbler' | 'collector' | 'sniper';

/** What a robot is. Amounts in minor units. */
export interface Nature {
  temper: Temper;
  /** It never owes more than this: own maxima on lots that it leads and what it won, in one sale. */
  budgetMinor: number;
  seed: number;
  /** Words in the titles of what it loves. */
  favourites: readonly string[];
}

/** A lot as the robot sees it: what everybody sees, and its own standing. */
export interface SeenLot {
  id: string;
  title: string;
  open: boolean;
  minimumMinor: number | null;
  openingMinor: number;
  estimateLowMinor: number | null;
  estimateHighMinor: number | null;
  endsAt: number;
  /** The robot leads, or has won. */
  mine: boolean;
  /** What it owes if things stay so: its maximum where it leads, else 0. */
  owedMinor: number;
}

/** A bid that the robot makes up its mind to. */
export interface Move {
  lotId: string;
  maxMinor: number;
}

const MINUTE = 60_000;
/** Snipers and everybody who is outbid wake up when a lot is this close to its end. */
const LATE_MS = 3 * MINUTE;
/** So long before the end a robot shows least of what it would give. */
const CALM_MS = 150 * MINUTE;
const WHOLE_MINOR = 100;

/** What a lot is worth to a robot: about its estimate, more for what it loves. Always the same for the same two. */
export function worthOf(nature: Nature, lot: SeenLot): number {
  const low = lot.estimateLowMinor ?? lot.openingMinor * 2;
  const middle = (low + (lot.estimateHighMinor ?? low)) / 2;
  const loved = loves(nature, lot) ? 1.2 : nature.favourites.length > 0 ? 0.75 : 1;
  return whole(middle * loved * (0.55 + 0.45 * fixedRandom(nature.seed, lot.id)));
}

/** The robot's next bid, or null where it rather waits. Never above what its budget leaves. */
export function nextMove(nature: Nature, lots: readonly SeenLot[], now: number, random: Random): Move | null {
  const leftMinor = nature.budgetMinor - lots.reduce((sum, lot) => sum + lot.owedMinor, 0);
  const wanted = lots.flatMap((lot) => {
    const limit = Math.min(shownLimit(nature, lot, now), leftMinor);
    return lot.open && !lot.mine && lot.minimumMinor !== null && lot.minimumMinor <= limit && lot.endsAt > now
      ? [{ lot, minimum: lot.minimumMinor, limit }]
      : [];
  });
  if (wanted.length === 0) return null;
  // What closes first is looked at first, mostly.
  wanted.sort((a, b) => a.lot.endsAt - b.lot.endsAt);
  const pick = wanted[Math.floor(random() ** 2 * wanted.length)]!;
  return { lotId: pick.lot.id, maxMinor: amountOf(nature, pick.minimum, pick.limit, random) };
}

/** How long until the robot looks again, in ms: soon when something that it may want is closing. */
export function restMs(lots: readonly SeenLot[], now: number, random: Random): number {
  const closing = lots.some((lot) => lot.open && !lot.mine && lot.endsAt - now < LATE_MS);
  return closing ? 6_000 + random() * 12_000 : 20_000 + random() * 40_000;
}

/** The most that a robot would give for a lot at this moment. People show it little by little. */
function shownLimit(nature: Nature, lot: SeenLot, now: number): number {
  const leftMs = lot.endsAt - now;
  const worth = worthOf(nature, lot);
  const late = leftMs < LATE_MS;
  const patience = Math.min(1, leftMs / CALM_MS);
  switch (nature.temper) {
    case 'early':
      return whole(worth * (late ? 0.8 : 0.85 - 0.35 * patience));
    case 'nibbler':
      return whole(worth * (1 - 0.7 * patience));
    case 'collector':
      return loves(nature, lot) ? whole(worth * (1 - 0.5 * patience)) : 0;
    case 'sniper':
      return late ? worth : 0;
  }
}

/** Between the minimum and the limit, in whole units where there is one. */
function amountOf(nature: Nature, minimum: number, limit: number, random: Random): number {
  const reach = { early: 0.5 + 0.5 * random(), nibbler: 0, collector: random(), sniper: 1 }[nature.temper];
  return Math.max(minimum, whole(minimum + (limit - minimum) * reach));
}

function loves(nature: Nature, lot: SeenLot): boolean {
  const title = lot.title.toLowerCase();
  return nature.favourites.some((word) => title.includes(word.toLowerCase()));
}

function whole(minor: number): number {
  return Math.floor(minor / WHOLE_MINOR) * WHOLE_MINOR;
}
