import type { FreshNotice, Recipient } from '@rostrum/database';
import { describe, expect, it } from 'vitest';
import { freshNotice, HOUR_MS, NOW, recipient } from './deliveries.testing.ts';
import { plansOf } from './plan.rules.ts';

const NIGHT = { quietFrom: 22 * 60, quietTo: 11 * 60 };
/** The end of that night by UTC. */
const MORNING = Date.parse('2026-11-22T10:00:00Z');

/** By channel, how long a notice waits, in ms. */
function waits(notice: Partial<FreshNotice>, person: Partial<Recipient> = {}, mails = true): Record<string, number> {
  const plans = plansOf(freshNotice(notice), recipient(person), { now: NOW, mails });
  return Object.fromEntries(plans.map(({ channel, dueAt }) => [channel, dueAt - NOW]));
}

describe('by itself the house', () => {
  it('mails and pushes at once what is urgent, and the rest after a moment', () => {
    expect(waits({ urgent: true })).toEqual({ mail: 0, push: 0 });
    expect(waits({ topic: 'won', urgent: true })).toEqual({ mail: 0, push: 0 });
    expect(waits({})).toEqual({ mail: 30_000, push: 8_000 });
    expect(waits({ topic: 'closing' })).toEqual({ push: 8_000 });
    expect(waits({ topic: 'bid' })).toEqual({});
    expect(waits({ topic: 'something new' })).toEqual({});
  });

  it('sums up lost lots when the auction is over', () => {
    expect(waits({ topic: 'lost' }, { chosen: { 'lost push': true } })).toEqual({ push: 8_000 });
  });
});

describe('a person', () => {
  it('is told by the channels that he chose', () => {
    expect(waits({}, { chosen: { 'outbid mail': false } })).toEqual({ push: 8_000 });
    expect(waits({ topic: 'bid' }, { chosen: { 'bid mail': true, 'won push': false } })).toEqual({ mail: 30_000 });
    expect(waits({}, { push: false, verified: false })).toEqual({});
  });

  it('who is banned, of the demo or gone is told nothing', () => {
    expect(waits({ urgent: true }, { welcome: false })).toEqual({});
    expect(plansOf(freshNotice(), undefined, { now: NOW, mails: true })).toEqual([]);
  });

  it('who is on line gets no mail but that he won', () => {
    const there = { seenAt: NOW - 59_000 };
    expect(waits({ urgent: true }, there)).toEqual({ push: 0 });
    expect(waits({}, there)).toEqual({ push: 8_000 });
    expect(waits({ topic: 'won', urgent: true }, there)).toEqual({ mail: 0, push: 0 });
    expect(waits({}, { seenAt: NOW - 60_000 })).toEqual({ mail: 30_000, push: 8_000 });
  });

  it('gets by mail what is not urgent at once, once a day, or never', () => {
    // Nine in the morning in Berlin is past: tomorrow's.
    expect(waits({}, { mailPace: 'daily' }).mail).toBe(23 * HOUR_MS);
    expect(waits({}, { mailPace: 'daily', zone: null }).mail).toBe(24 * HOUR_MS);
    expect(waits({}, { mailPace: 'daily', ...NIGHT }).mail).toBe(MORNING - NOW);
    expect(waits({}, { mailPace: 'never' })).toEqual({ push: 8_000 });
    expect(waits({ urgent: true }, { mailPace: 'never' }).mail).toBe(0);
    expect(waits({ urgent: true }, { mailPace: 'daily' }).mail).toBe(0);
  });

  it('is told in his quiet hours only what is urgent', () => {
    expect(waits({}, NIGHT)).toEqual({ mail: MORNING - NOW, push: MORNING - NOW });
    expect(waits({ urgent: true }, NIGHT)).toEqual({ mail: 0, push: 0 });
    expect(waits({}, { ...NIGHT, zone: 'America/New_York' })).toEqual({
      mail: 7 * HOUR_MS,
      push: 7 * HOUR_MS,
    });
  });
});

describe('what is old', () => {
  it('is no news after ten minutes of being outbid, and nothing is after a day', () => {
    expect(waits({ at: NOW - 600_000 })).toEqual({ mail: 30_000, push: 8_000 });
    expect(waits({ at: NOW - 600_001 })).toEqual({ push: 8_000 });
    expect(waits({ at: NOW - 600_001 }, { mailPace: 'daily' }).mail).toBe(23 * HOUR_MS);
    expect(waits({ at: NOW - 600_001, topic: 'won', urgent: true })).toEqual({ mail: 0, push: 0 });
    expect(waits({ at: NOW - 24 * HOUR_MS - 1, topic: 'won', urgent: true })).toEqual({});
  });

  it('is being outbid on a lot that is over meanwhile', () => {
    expect(waits({ urgent: true, lotEndsAt: NOW })).toEqual({});
    expect(waits({ topic: 'won', urgent: true, lotEndsAt: NOW - 1 })).toEqual({ mail: 0, push: 0 });
  });
});

it('a house without a mail server keeps for its owner what he has to pass on', () => {
  const stranger = { verified: false, push: false };
  expect(waits({ urgent: true }, stranger, false)).toEqual({ mail: 0 });
  expect(waits({ topic: 'won', urgent: true }, stranger, false)).toEqual({ mail: 0 });
  expect(waits({ topic: 'declined' }, stranger, false)).toEqual({});
});
