import type { EpochMs, QuietHours } from '@rostrum/contract';
import type { DeliveryPlan, FreshNotice, Recipient } from '@rostrum/database';
import { nextAt, quietUntil, wants } from '../notices/index.ts';

/** A house that begins to write has a past of which nobody wants to be told, in ms. */
const NEWS_MS = 24 * 3_600_000;
/** Being outbid this long ago is no news any more: only a summary still says it, in ms. */
const OUTBID_NEWS_MS = 10 * 60_000;
/** Whoever was seen within this time is on line: he reads it on the page, in ms. */
const ON_LINE_MS = 60_000;
/** What is not urgent waits a moment for more of the same, and for being seen, in ms. */
const SETTLE_MS = { mail: 30_000, push: 8_000 } as const;
/** Without quiet hours a day's mail comes at nine in the morning: minute of the day. */
const DIGEST_AT = 9 * 60;
/** What a house without a mail server keeps for its owner to pass on. */
const KEPT = ['outbid', 'won'];

/** What the house can do. */
export interface Means {
  now: EpochMs;
  /** It has a mail server. */
  mails: boolean;
}

/** When a person is to be left alone, and by which clocks. */
export function hoursOf({ quietFrom, quietTo, zone }: Recipient): { quiet: QuietHours | null; zone: string } {
  const quiet = quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };
  return { quiet, zone: zone ?? 'UTC' };
}

/** By which channels a notice reaches somebody who may have no page open, and when: at once, or later with others. */
export function plansOf(notice: FreshNotice, person: Recipient | undefined, means: Means): DeliveryPlan[] {
  if (person === undefined || !person.welcome || means.now - notice.at > NEWS_MS) return [];
  const due = [
    ['mail', mailDue(notice, person, means)],
    ['push', pushDue(notice, person, means)],
  ] as const;
  const { id: noticeId, personId, urgent } = notice;
  return due.flatMap(([channel, dueAt]) => (dueAt === null ? [] : [{ noticeId, channel, personId, urgent, dueAt }]));
}

function mailDue(notice: FreshNotice, person: Recipient, { now, mails }: Means): EpochMs | null {
  const { topic, urgent } = notice;
  // Lost lots stand in the summary of their auction.
  if (topic === 'lost' || !wants(person.chosen, topic, 'mail')) return null;
  if (mails ? !person.verified : !KEPT.includes(topic)) return null;
  if (topic === 'won') return now;
  const onLine = person.seenAt !== null && now - person.seenAt < ON_LINE_MS;
  const stale = topic === 'outbid' && (now - notice.at > OUTBID_NEWS_MS || isOver(notice, now));
  if (urgent) return onLine || stale ? null : now;
  const { quiet, zone } = hoursOf(person);
  switch (person.mailPace) {
    case 'never':
      return null;
    case 'daily':
      return nextAt(quiet?.to ?? DIGEST_AT, zone, now);
    default:
      return onLine || stale ? null : (quietUntil(quiet, zone, now) ?? now + SETTLE_MS.mail);
  }
}

function pushDue(notice: FreshNotice, person: Recipient, { now }: Means): EpochMs | null {
  if (!person.push || !wants(person.chosen, notice.topic, 'push')) return null;
  if (notice.topic === 'outbid' && isOver(notice, now)) return null;
  if (notice.urgent) return now;
  const { quiet, zone } = hoursOf(person);
  return quietUntil(quiet, zone, now) ?? now + SETTLE_MS.push;
}

function isOver({ lotEndsAt }: FreshNotice, now: EpochMs): boolean {
  return lotEndsAt !== null && lotEndsAt <= now;
}
