import type { ChatRules, EpochMs, Me } from '@rostrum/contract';

/** Why a person cannot write in a room just now. `until` is when that ends by itself; null where it does not. */
export interface Hindrance {
  why: 'closed' | 'waiting' | 'muted' | 'slow';
  until: EpochMs | null;
}

interface Asked {
  person: NonNullable<Me['person']>;
  rules: ChatRules;
  /** Null while nothing is known of a muting. */
  mutedUntil: EpochMs | null;
  /** When he wrote last in this room; null if he has not, as far as the page knows. */
  wroteAt: EpochMs | null;
  now: EpochMs;
}

/** What keeps a person from writing now, the longest first; null if nothing does. */
export function hindranceOf({ person, rules, mutedUntil, wroteAt, now }: Asked): Hindrance | null {
  if (!person.approved) return { why: 'waiting', until: null };
  // The house keeps its own rooms.
  if (person.role !== 'bidder') return null;
  if (!rules.open) return { why: 'closed', until: null };
  if (mutedUntil !== null && mutedUntil > now) return { why: 'muted', until: mutedUntil };
  const next = wroteAt === null ? 0 : wroteAt + rules.slowSeconds * 1000;
  return rules.slowSeconds > 0 && next > now ? { why: 'slow', until: next } : null;
}
