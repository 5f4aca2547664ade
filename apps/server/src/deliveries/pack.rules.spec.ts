import type { DueDelivery, Recipient } from '@rostrum/database';
import { describe, expect, it } from 'vitest';
import { dueDelivery, HOUR_MS, NOW, recipient } from './deliveries.testing.ts';
import { packOf } from './pack.rules.ts';

const NIGHT = { quietFrom: 22 * 60, quietTo: 11 * 60 };

function pack(due: DueDelivery[], change: Partial<Recipient> = {}, mails = true) {
  let made = 0;
  const people = new Map(['ada', 'bo'].map((personId) => [personId, recipient({ personId, ...change })]));
  return packOf(due, people, { now: NOW, mails, id: () => `bundle-${++made}` });
}

const urgent = { urgent: true } as const;

describe('what goes together', () => {
  it('all that a person has due by one channel, but what is urgent', () => {
    const { bundles, dropped, held } = pack([
      dueDelivery('1', { topic: 'declined' }),
      dueDelivery('2', { topic: 'answered' }),
      dueDelivery('2', { topic: 'answered', channel: 'push' }),
      dueDelivery('3', { topic: 'won', ...urgent }),
      dueDelivery('4', { topic: 'answered', personId: 'bo' }),
    ]);
    expect(bundles.map(({ channel, personId, noticeIds }) => [channel, personId, ...noticeIds])).toEqual([
      ['mail', 'ada', '3'],
      ['mail', 'ada', '1', '2'],
      ['push', 'ada', '2'],
      ['mail', 'bo', '4'],
    ]);
    expect([dropped, held]).toEqual([[], []]);
  });

  it('of several urgent ones about one lot the newest', () => {
    const { bundles, dropped } = pack([
      dueDelivery('1', urgent),
      dueDelivery('2', urgent),
      dueDelivery('3', { ...urgent, lotId: 'another' }),
    ]);
    expect(bundles.map(({ noticeIds }) => noticeIds)).toEqual([['2'], ['3']]);
    expect(dropped).toEqual([{ noticeId: '1', channel: 'mail', reason: 'newer' }]);
  });
});

describe('what need not go', () => {
  it('what was seen meanwhile, but the mail of a lot won', () => {
    const seen = { seenAt: NOW - 1 };
    const { bundles, dropped } = pack([
      dueDelivery('1', { ...urgent, ...seen }),
      dueDelivery('2', { topic: 'won', ...urgent, ...seen }),
      dueDelivery('2', { topic: 'won', channel: 'push', ...urgent, ...seen }),
    ]);
    expect(bundles.map(({ noticeIds }) => noticeIds)).toEqual([['2']]);
    expect(dropped.map(({ noticeId, channel, reason }) => `${noticeId} ${channel} ${reason}`)).toEqual([
      '1 mail seen',
      '2 push seen',
    ]);
  });

  it('what its person wants no more', () => {
    expect(pack([dueDelivery('1')], { chosen: { 'outbid mail': false } }).dropped).toMatchObject([
      { reason: 'unwanted' },
    ]);
    expect(pack([dueDelivery('1')], { mailPace: 'never' }).dropped).toMatchObject([{ reason: 'unwanted' }]);
    expect(pack([dueDelivery('1', urgent)], { mailPace: 'never' }).bundles).toHaveLength(1);
    expect(pack([dueDelivery('1', urgent)], { welcome: false }).dropped).toMatchObject([{ reason: 'unwanted' }]);
    expect(pack([dueDelivery('1', { personId: 'gone' })]).dropped).toMatchObject([{ reason: 'unwanted' }]);
  });

  it('in quiet hours that have begun meanwhile, what is not urgent: it waits for their end', () => {
    const { bundles, held } = pack([dueDelivery('1'), dueDelivery('2', urgent)], NIGHT);
    expect(bundles.map(({ noticeIds }) => noticeIds)).toEqual([['2']]);
    expect(held).toEqual([{ noticeId: '1', channel: 'mail', dueAt: NOW + HOUR_MS }]);
  });
});

describe('a mail', () => {
  const mailOf = (due: DueDelivery[], change: Partial<Recipient> = {}, mails = true) => {
    const [bundle] = pack(due, change, mails).bundles;
    return bundle?.channel === 'mail' ? bundle.mail : null;
  };

  it('of being outbid or having won has words of its own, and one cause for ever', () => {
    expect(mailOf([dueDelivery('1')])).toMatchObject({
      id: 'bundle-1',
      kind: 'outbid',
      cause: 'lot:3:ada',
      about: 'lot',
      data: { priceMinor: 2_000, minimumMinor: 2_100 },
      verifiedOnly: true,
      status: 'queued',
      unlessMailedSince: NOW - 600_000,
    });
    expect(mailOf([dueDelivery('1', { topic: 'won', ...urgent })])).not.toHaveProperty('unlessMailedSince');
  });

  it('of anything else, or of several, says what its foot turns off', () => {
    expect(mailOf([dueDelivery('1', { topic: 'declined' })])).toMatchObject({
      kind: 'notice',
      data: { off: 'declined' },
    });
    expect(mailOf([dueDelivery('1'), dueDelivery('2')], { mailPace: 'daily' })).toMatchObject({
      kind: 'notices',
      cause: '1',
      data: { off: 'pace:daily' },
    });
  });

  it('is of no use once its lot is over, or after a day', () => {
    expect(mailOf([dueDelivery('1', { lotEndsAt: NOW + 5 })])?.expiresAt).toBe(NOW + 5);
    expect(mailOf([dueDelivery('1')])?.expiresAt).toBe(NOW + 24 * HOUR_MS);
    expect(mailOf([dueDelivery('1', { topic: 'won', ...urgent, lotEndsAt: NOW - 5 })])?.expiresAt).toBe(
      NOW + 24 * HOUR_MS,
    );
  });

  it('is kept for the owner where the house has no mail server', () => {
    expect(mailOf([dueDelivery('1', urgent)], {}, false)).toMatchObject({ status: 'kept' });
  });
});

it('a push says whether it is urgent, and what it is of', () => {
  const push = { channel: 'push' } as const;
  expect(
    pack([dueDelivery('1', { ...push, ...urgent }), dueDelivery('2', push), dueDelivery('3', push)]).bundles,
  ).toMatchObject([
    { kind: 'outbid', urgent: true, noticeIds: ['1'] },
    { kind: 'notices', urgent: false, noticeIds: ['2', '3'] },
  ]);
});
