import { expect, it } from 'vitest';
import { browser, bundlesOf, deliveryStage, NOW, planned, tell } from './delivery-stage.testing.ts';
import { addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** Pushes that are queued, and the browsers that take them. */
export function registerPushesContract(open: () => TestHouse): void {
  it('are given to one, until the claim ends or says what became of it', async () => {
    const { house, ada, deliveries, pushes, pushSubscriptions } = await deliveryStage(open());
    const { id } = await browser(house, ada);
    await tell(house, ada, ['won']);
    await planned(house, 1);
    await deliveries.pack(9, NOW, (due) => ({ bundles: bundlesOf(due), dropped: [], held: [] }));
    const [first] = await pushes.claim(9, NOW, 60);
    expect(first).toMatchObject({ subscriptionId: id, attempts: 1, urgent: true, p256dh: 'p', auth: 'a' });
    expect(await pushes.claim(9, NOW + 59, 60)).toEqual([]);
    const [again] = await pushes.claim(9, NOW + 60, 60);
    expect(again).toMatchObject({ id: first!.id, attempts: 2 });
    await pushes.failed(first!, 'late');
    await pushes.postpone(again!, NOW + 100, '503');
    expect((await deliveries.page({ limit: 1 }, { status: 'retried' })).items).toMatchObject([
      {
        id: first!.id,
        channel: 'push',
        kind: 'notices',
        reason: '503',
        attempts: 2,
        nextAt: NOW + 100,
        name: 'Somebody',
      },
    ]);
    const [third] = await pushes.claim(9, NOW + 100, 60);
    await pushes.gone(third!);
    expect(await pushSubscriptions.of(ada)).toEqual([]);
    expect((await deliveries.page({ limit: 200 }, { status: 'failed', channel: 'push' })).items).toContainEqual(
      expect.objectContaining({ id: first!.id, reason: 'gone' }),
    );
  });

  it('end with the session of their browser, and with the person', async () => {
    const { house, ada, deliveries, pushes, pushSubscriptions } = await deliveryStage(open());
    const { sessionId, endpoint } = await browser(house, ada);
    await tell(house, ada, ['won']);
    await planned(house, 1);
    await deliveries.pack(9, NOW, (due) => ({ bundles: bundlesOf(due), dropped: [], held: [] }));
    await raw(house, `DELETE FROM sessions WHERE id = '${sessionId}'`);
    expect(await pushSubscriptions.of(ada)).toEqual([]);
    expect(await pushes.claim(9, NOW, 60)).toEqual([]);
    // The same browser, in which somebody else has signed in.
    const bo = await addPerson(house);
    await browser(house, ada, 9, endpoint);
    await browser(house, bo, 9, endpoint);
    expect([(await pushSubscriptions.of(ada)).length, (await pushSubscriptions.of(bo)).length]).toEqual([0, 1]);
  });

  it('go to the newest browsers of a person, and he alone can take one off', async () => {
    const { house, ada, pushSubscriptions } = await deliveryStage(open());
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await browser(house, ada, 2)).id);
    const kept = (await pushSubscriptions.of(ada)).map(({ id }) => id);
    expect(kept).toHaveLength(2);
    await pushSubscriptions.remove(await addPerson(house), kept[0]!);
    expect(await pushSubscriptions.of(ada)).toHaveLength(2);
    await pushSubscriptions.remove(ada, kept[0]!);
    expect((await pushSubscriptions.of(ada)).map(({ id }) => id)).toEqual(kept.slice(1));
  });
}
