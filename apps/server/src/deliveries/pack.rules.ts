import type { EpochMs } from '@rostrum/contract';
import type { Bundle, DueDelivery, NewMail, Packing, Recipient } from '@rostrum/database';
import { quietUntil, wants } from '../notices/index.ts';
import { hoursOf } from './plan.rules.ts';

const DAY_MS = 24 * 3_600_000;
/** By mail a person is told at most this often that he was outbid on one lot, in ms. */
const OUTBID_EVERY_MS = 10 * 60_000;
/** Topics whose mails have words of their own. */
const OWN_LETTERS = ['outbid', 'won'] as const;
/** These are worth nothing once the lot is over. */
const WHILE_OPEN = ['outbid', 'leading', 'extended', 'closing', 'opened', 'bid', 'paused'];

type Fate = 'goes' | { dropped: string } | { heldUntil: EpochMs };

/** What the house can do, and how it names what it sends. */
export interface PackMeans {
  now: EpochMs;
  mails: boolean;
  id: () => string;
}

/**
 * Puts together what one push or one mail can say: what is urgent goes alone, of several about one lot the newest; all the
 * rest that a person has due goes as one.
 */
export function packOf(due: readonly DueDelivery[], people: ReadonlyMap<string, Recipient>, means: PackMeans): Packing {
  const packing: Packing = { bundles: [], dropped: [], held: [] };
  const going: DueDelivery[] = [];
  for (const each of due) {
    const fate = fateOf(each, people.get(each.personId), means.now);
    if (fate === 'goes') going.push(each);
    else if ('dropped' in fate) packing.dropped.push({ ...keyOf(each), reason: fate.dropped });
    else packing.held.push({ ...keyOf(each), dueAt: fate.heldUntil });
  }
  for (const group of Map.groupBy(going, ({ personId, channel }) => `${channel} ${personId}`).values()) {
    const urgent = newestByLot(group.filter((each) => each.urgent));
    const older = group.filter((each) => each.urgent && !urgent.includes(each));
    packing.dropped.push(...older.map((each) => ({ ...keyOf(each), reason: 'newer' })));
    const rest = group.filter((each) => !each.urgent);
    const parts = [...urgent.map((each) => [each]), ...(rest.length > 0 ? [rest] : [])];
    for (const part of parts) packing.bundles.push(bundleOf(part, people, means));
  }
  return packing;
}

/** What a person has seen, wants no more or could not act on any more need not go; what is not urgent respects his night. */
function fateOf(each: DueDelivery, person: Recipient | undefined, now: EpochMs): Fate {
  if (person === undefined || !person.welcome) return { dropped: 'unwanted' };
  if (!wants(person.chosen, each.topic, each.channel)) return { dropped: 'unwanted' };
  if (each.channel === 'mail' && !each.urgent && person.mailPace === 'never') return { dropped: 'unwanted' };
  // A mail of a lot that was won is kept like a receipt.
  if (each.seenAt !== null && !(each.topic === 'won' && each.channel === 'mail')) return { dropped: 'seen' };
  if (each.urgent) return 'goes';
  const { quiet, zone } = hoursOf(person);
  const until = quietUntil(quiet, zone, now);
  return until === null ? 'goes' : { heldUntil: until };
}

function keyOf({ noticeId, channel }: DueDelivery): Pick<DueDelivery, 'noticeId' | 'channel'> {
  return { noticeId, channel };
}

function newestByLot(due: readonly DueDelivery[]): DueDelivery[] {
  return [...new Map(due.map((each) => [`${each.lotId} ${each.topic}`, each])).values()];
}

function bundleOf(part: readonly DueDelivery[], people: ReadonlyMap<string, Recipient>, means: PackMeans): Bundle {
  const [first] = part as [DueDelivery];
  const { personId, channel } = first;
  const rest = { id: means.id(), personId, noticeIds: part.map(({ noticeId }) => noticeId) };
  const expiresAt = Math.max(...part.map((each) => expiryOf(each, means.now)));
  if (channel === 'push') {
    const kind = part.length === 1 ? first.topic : 'notices';
    return { ...rest, channel, kind, urgent: first.urgent, expiresAt };
  }
  const pace = people.get(personId)?.mailPace ?? 'now';
  return { ...rest, channel, mail: { ...mailOf(part, pace, means), id: rest.id, expiresAt } };
}

function expiryOf({ topic, lotEndsAt }: DueDelivery, now: EpochMs): EpochMs {
  const day = now + DAY_MS;
  return lotEndsAt !== null && WHILE_OPEN.includes(topic) ? Math.min(day, Math.max(lotEndsAt, now + 1)) : day;
}

function mailOf(
  part: readonly DueDelivery[],
  pace: string,
  { now, mails }: PackMeans,
): Omit<NewMail, 'id' | 'expiresAt'> {
  const [first] = part as [DueDelivery];
  const { personId, lotId, auctionId, seq, topic, priceMinor, minimumMinor } = first;
  const own = part.length === 1 ? OWN_LETTERS.find((each) => each === topic) : undefined;
  const handling = mails ? { status: 'queued' as const, verifiedOnly: true } : { status: 'kept' as const };
  const rest = { personId, about: lotId ?? auctionId ?? '', nextAt: now, createdAt: now, ...handling };
  if (own !== undefined) {
    const often = own === 'outbid' ? { unlessMailedSince: now - OUTBID_EVERY_MS } : {};
    const data = { priceMinor: priceMinor ?? 0, minimumMinor };
    return { ...rest, kind: own, cause: `${lotId}:${seq}:${personId}`, data, ...often };
  }
  const [kind, off] = part.length === 1 ? (['notice', topic] as const) : (['notices', `pace:${pace}`] as const);
  return { ...rest, kind, cause: first.noticeId, data: { off } };
}
