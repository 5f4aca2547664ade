import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SignedIn } from '../accounts/index.ts';
import { onEachDatabase } from './test-database.testing.ts';
import { bidOn, outcomeOf, TestHouse } from './test-house.testing.ts';
import { startNode, type TestNode } from './test-node.testing.ts';

onEachDatabase('placing bids', (database) => {
  let house: TestHouse;
  let node: TestNode;
  let auctionId: string;
  let ada: SignedIn;
  let bo: SignedIn;

  beforeAll(async () => {
    house = new TestHouse(database());
    node = await startNode(database());
    auctionId = await house.auction();
    ada = await house.person([auctionId]);
    bo = await house.person([auctionId]);
  });
  afterAll(() => node?.close());

  const bid = (who: SignedIn, command: ReturnType<typeof bidOn>) =>
    node.placeBid.execute(who, command, node.clock.now());

  it('gives the receipt of a bid that leads, is covered, and raises', async () => {
    const lot = await house.openLot(node, auctionId);
    const first = await bid(ada, bidOn(lot, 5_000));
    expect(first).toMatchObject({
      ok: true,
      receipt: { outcome: 'leading', priceMinor: 1_000, minimumMinor: 1_100, maxMinor: 5_000, version: 3 },
    });
    expect(await bid(bo, bidOn(lot, 2_000))).toMatchObject({
      ok: true,
      receipt: { outcome: 'outbid', priceMinor: 2_100, version: 4 },
    });
    expect(await bid(ada, bidOn(lot, 9_000))).toMatchObject({
      ok: true,
      receipt: { outcome: 'raised', priceMinor: 2_100, version: 4 },
    });
    expect(await bid(bo, bidOn(lot, 2_100))).toMatchObject({
      ok: false,
      error: { code: 'BID_TOO_LOW', minimumMinor: 2_200 },
    });
  });

  it('commits concurrent bids of many in groups: each has one answer, and the ledger folds', async () => {
    const lot = await house.openLot(node, auctionId);
    const bidders = await Promise.all(Array.from({ length: 24 }, () => house.person([auctionId])));
    const bids = bidders.flatMap((who, i) =>
      [10, 20, 30, 40].map((step) => ({ who, command: bidOn(lot, 1_000 + 100 * (i + step)) })),
    );
    const answers = await Promise.all(bids.map(({ who, command }) => bid(who, command)));
    expect(answers.every((answer) => ['leading', 'outbid', 'raised', 'BID_TOO_LOW'].includes(outcomeOf(answer)))).toBe(
      true,
    );
    const stored = await database().ledger.events(lot.id, { limit: 1_000 });
    expect(stored.map((event) => event.seq)).toEqual(stored.map((_, i) => i + 1));
    const accepted = answers.filter((answer) => answer.ok).length;
    expect(stored.filter((event) => event.type === 'BidPlaced' || event.type === 'MaximumRaised')).toHaveLength(
      accepted,
    );
    const [state] = await node.relay.states([lot.id]);
    expect(state).toMatchObject({ priceMinor: 7_300, minimumMinor: 7_400 });
    for await (const checked of database().ledger.verify()) expect(checked).toMatchObject({ ok: true });
    expect(node.queues.active).toBe(0);
  });

  it('answers a retry byte for byte, accepted or refused, also when it waits beside its first try', async () => {
    const lot = await house.openLot(node, auctionId);
    for (const command of [
      bidOn(lot, 3_000, { currency: 'USD', notAfter: node.clock.now() + 10_000 }),
      bidOn(lot, 1),
    ]) {
      const [first, beside] = await Promise.all([bid(ada, command), bid(ada, command)]);
      const later = await node.placeBid.execute(ada, command, node.clock.now() + 60_000);
      expect(JSON.stringify(beside)).toBe(JSON.stringify(first));
      expect(JSON.stringify(later)).toBe(JSON.stringify(first));
    }
    expect((await node.relay.states([lot.id]))[0]).toMatchObject({ bidCount: 1 });
  });

  it('refuses the same id with another amount, and on another lot, also at once; another person may have it', async () => {
    const [lot, other] = [await house.openLot(node, auctionId), await house.openLot(node, auctionId)];
    const command = bidOn(lot, 3_000);
    const both = await Promise.all([bid(ada, command), bid(ada, { ...command, lotId: other.id })]);
    expect(both.map(outcomeOf).sort()).toEqual(['IDEMPOTENCY_MISMATCH', 'leading']);
    expect(outcomeOf(await bid(ada, { ...command, maxMinor: 4_000 }))).toBe('IDEMPOTENCY_MISMATCH');
    expect(outcomeOf(await bid(bo, { ...command, maxMinor: 5_000 }))).toBe('leading');
  });

  it('tells what became of a command, and never takes one that was given up', async () => {
    const lot = await house.openLot(node, auctionId);
    const command = bidOn(lot, 3_000);
    const answer = await bid(ada, command);
    expect(await node.settle.execute(ada.personId, command.id)).toEqual({ ok: true, settled: 'answered', answer });
    const late = bidOn(lot, 9_000);
    expect(await node.settle.execute(ada.personId, late.id)).toEqual({ ok: true, settled: 'cancelled' });
    expect(outcomeOf(await bid(ada, late))).toBe('BID_EXPIRED');
    expect(await node.settle.execute(ada.personId, late.id)).toEqual({ ok: true, settled: 'cancelled' });
    expect((await node.standings.on(lot.id, ada.personId))?.maxMinor).toBe(3_000);
  });

  it('keeps a limit over two lots at once', async () => {
    const [one, two] = [await house.openLot(node, auctionId), await house.openLot(node, auctionId)];
    const cy = await house.person([auctionId]);
    await database().catalogue.setLimit(auctionId, cy.personId, 5_000);
    const answers = await Promise.all([bid(cy, bidOn(one, 4_000)), bid(cy, bidOn(two, 4_000))]);
    expect(answers.map(outcomeOf).sort()).toEqual(['LIMIT_EXCEEDED', 'leading']);
    const refused = answers.find((answer) => !answer.ok)!;
    expect(refused).toMatchObject({ error: { leftMinor: 1_000 } });
  });

  it('lets nobody bid who may not', async () => {
    const dora = await house.person([auctionId]);
    const lot = await house.openLot(node, auctionId, { consignorId: dora.personId });
    const why = async (who: SignedIn) => {
      const answer = await bid(who, bidOn(lot, 3_000));
      return !answer.ok && answer.error.code === 'MAY_NOT_BID' ? answer.error.why : outcomeOf(answer);
    };
    const barred = await house.person([auctionId]);
    await database().catalogue.setBarred(auctionId, barred.personId, true);
    expect(await why(dora)).toBe('consignor');
    expect(await why(barred)).toBe('barred');
    expect(await why(await house.person([auctionId], { role: 'staff' }))).toBe('staff');
    expect(await why(await house.person([]))).toBe('unregistered');
    expect(await why(await house.person([auctionId], { approved: false }))).toBe('unverified');
  });

  it('refuses what comes too late, too early, in another currency, or for no lot', async () => {
    const now = node.clock.now();
    const lot = await house.openLot(node, auctionId);
    const coming = await house.lot(auctionId, { startsAt: now + 3_600_000, endsAt: now + 7_200_000 });
    expect(outcomeOf(await bid(ada, bidOn(lot, 3_000, { notAfter: now - 1 })))).toBe('BID_EXPIRED');
    expect(outcomeOf(await bid(ada, bidOn(lot, 3_000, { currency: 'EUR' })))).toBe('CURRENCY_MISMATCH');
    expect(outcomeOf(await bid(ada, bidOn(coming, 3_000)))).toBe('LOT_NOT_OPEN');
    expect(outcomeOf(await bid(ada, bidOn({ id: randomUUID() }, 3_000)))).toBe('LOT_UNKNOWN');
    await node.commands.execute(lot.id, { type: 'WithdrawLot' });
    expect(outcomeOf(await bid(ada, bidOn(lot, 3_000)))).toBe('LOT_CLOSED');
  });

  it('R7: voids a bid with the raises hidden behind it, as the forecast said', async () => {
    const lot = await house.openLot(node, auctionId);
    await bid(ada, bidOn(lot, 5_000));
    const voided = await bid(bo, bidOn(lot, 8_000));
    await bid(bo, bidOn(lot, 9_000));
    const versions = [voided.ok ? voided.receipt.version : 0];
    const forecast = await node.commands.previewVoid(lot.id, { versions });
    expect(forecast).toMatchObject({
      ok: true,
      forecast: { priceBeforeMinor: 5_100, priceAfterMinor: 1_000, told: 2 },
    });
    expect((await node.relay.states([lot.id]))[0]).toMatchObject({ priceMinor: 5_100 });
    expect(await node.commands.void(lot.id, { versions }, 'staff')).toEqual({ ok: true });
    expect((await node.relay.states([lot.id]))[0]).toMatchObject({ priceMinor: 1_000, bidCount: 2 });
    expect(await node.commands.void(lot.id, { versions }, 'staff')).toMatchObject({
      ok: false,
      reason: { why: 'no-such-bids' },
    });
    expect(await node.standings.on(lot.id, bo.personId)).toMatchObject({ state: 'watching', maxMinor: null });
  });
});
