import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Recipient } from '../deliveries/deliveries.types.ts';
import { both, browser, bundlesOf, deliveryStage, mailOf, NOW, planned, tell } from './delivery-stage.testing.ts';
import { addPerson } from './sale.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** What goes out of notices: planned once, packed once, counted and listed. */
export function registerDeliveriesContract(open: () => TestHouse): void {
  describe('planning', () => {
    it('sees each notice once, with what its person chose, and keeps nothing where it failed', async () => {
      const { house, ada, deliveries } = await deliveryStage(open());
      await house.database.preferences.choose(ada, [{ topic: 'won', channel: 'mail', wanted: false }]);
      await house.database.preferences.set(ada, { quietFrom: 60, quietTo: 420, zone: 'Europe/Berlin' });
      await house.database.mails.seen([ada], NOW - 3);
      await browser(house, ada);
      const [id] = await tell(house, ada, ['won']);
      const heard: { id: string; person: Recipient | undefined }[] = [];
      const failing = async (): Promise<number> => {
        await deliveries
          .plan(100, NOW, (notices, people) => {
            heard.push(...notices.map((notice) => ({ id: notice.id, person: people.get(notice.personId) })));
            throw new Error('killed');
          })
          .catch(() => undefined);
        return heard.length;
      };
      await expect.poll(failing, { timeout: 20_000 }).toBeGreaterThan(0);
      expect(heard[0]).toEqual({
        id,
        person: {
          personId: ada,
          welcome: true,
          verified: false,
          push: true,
          seenAt: NOW - 3,
          zone: 'Europe/Berlin',
          mailPace: 'now',
          quietFrom: 60,
          quietTo: 420,
          chosen: { 'won mail': false },
        },
      });
      expect(await deliveries.plan(100, NOW, both)).toEqual({ read: 1, planned: 2 });
      expect(await deliveries.plan(100, NOW, both)).toEqual({ read: 0, planned: 0 });
      expect(await deliveries.of(ada, [id!])).toMatchObject([
        { channel: 'mail', status: 'waiting' },
        { channel: 'push', status: 'waiting' },
      ]);
    });
  });

  describe('packing', () => {
    it('queues a bundle once: as a mail, and as a push for each browser', async () => {
      const { house, ada, deliveries, pushes } = await deliveryStage(open());
      const browsers = [await browser(house, ada), await browser(house, ada)];
      const ids = await tell(house, ada, ['closing', 'opened']);
      await planned(house, 2);
      const pack = () => deliveries.pack(9, NOW, (due) => ({ bundles: bundlesOf(due), dropped: [], held: [] }));
      await expect(
        deliveries.pack(9, NOW, () => {
          throw new Error('killed');
        }),
      ).rejects.toThrow('killed');
      expect(await Promise.all([pack(), pack()])).toContainEqual({ due: 4, bundles: 2 });
      expect(await pack()).toEqual({ due: 0, bundles: 0 });
      const claimed = await pushes.claim(9, NOW, 60);
      expect(new Set(claimed.map(({ subscriptionId }) => subscriptionId))).toEqual(
        new Set(browsers.map(({ id }) => id)),
      );
      const [first, second] = claimed;
      expect((await deliveries.noticesIn(first!.bundleId)).map(({ id }) => id)).toEqual(ids.toSorted());
      await pushes.failed(first!, '400');
      await pushes.sent(second!.id, NOW + 5);
      const statuses = (await deliveries.of(ada, [ids[0]!])).map(({ channel, status }) => `${channel} ${status}`);
      expect(statuses).toEqual(['mail queued', 'push sent']);
      expect(await deliveries.of(await addPerson(house), ids)).toEqual([]);
    });

    it('holds and drops what it is told to, and what cannot be taken', async () => {
      const { house, ada, deliveries } = await deliveryStage(open());
      const [later, never, mailed] = await tell(house, ada, ['a', 'b', 'c']);
      await planned(house, 3);
      await deliveries.pack(9, NOW, (due) => ({
        held: due.filter(({ noticeId }) => noticeId === later).map((each) => ({ ...each, dueAt: NOW + 10 })),
        dropped: due.filter(({ noticeId }) => noticeId === never).map((each) => ({ ...each, reason: 'seen' })),
        bundles: bundlesOf(due.filter(({ noticeId }) => noticeId === mailed)),
      }));
      const statusOf = async (id: string) => (await deliveries.of(ada, [id])).map(({ status }) => status);
      expect(await statusOf(later!)).toEqual(['waiting', 'waiting']);
      expect(await statusOf(never!)).toEqual(['dropped', 'dropped']);
      // There was no browser to push to.
      expect(await statusOf(mailed!)).toEqual(['queued', 'dropped']);
      const { due } = await deliveries.pack(9, NOW + 10, () => ({ bundles: [], dropped: [], held: [] }));
      expect(due).toBe(2);
    });
  });

  it('are counted, listed page by page, and swept', async () => {
    const { house, ada, deliveries, pushes } = await deliveryStage(open());
    const far = NOW * 1_000;
    const three = [1, 2, 3].map((n) => ({ ...mailOf(randomUUID(), ada), createdAt: far + n }));
    for (const each of three) await house.database.mails.add(each);
    await house.database.mails.sent(three[0]!.id, far);
    expect(await deliveries.counts(far)).toEqual([
      { channel: 'mail', status: 'queued', count: 2 },
      { channel: 'mail', status: 'sent', count: 1 },
    ]);
    const first = await deliveries.page({ limit: 2 }, { channel: 'mail' });
    const second = await deliveries.page({ limit: 1, cursor: first.nextCursor ?? '' }, { channel: 'mail' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(three.toReversed().map(({ id }) => id));
    await tell(house, ada, ['won']);
    await planned(house, 1);
    await deliveries.pack(9, NOW, (due) => ({ bundles: bundlesOf(due), dropped: [], held: [] }));
    const left = async () => (await deliveries.page({ limit: 200 }, { channel: 'push' })).items.length;
    const before = await left();
    await pushes.sweep(NOW);
    expect(await left()).toBe(before);
    await pushes.sweep(NOW + 1);
    expect(await left()).toBeLessThan(before);
  });
}
