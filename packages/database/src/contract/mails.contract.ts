import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewMail } from '../mail/mails.types.ts';
import { addAuction, addLot, addPerson, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { Connections, TestHouse } from './test-house.testing.ts';

const NOW = 1_000_000;
const LEASE_MS = 60_000;

/** Queueing, claiming and keeping mails. */
export function registerMailsContract(open: () => TestHouse, connections: Connections): void {
  const mail = (personId: string, change: Partial<NewMail> = {}): NewMail => ({
    id: randomUUID(),
    personId,
    kind: 'outbid',
    cause: randomUUID(),
    about: 'lot',
    data: { priceMinor: 1_000, minimumMinor: 1_100 },
    status: 'queued',
    nextAt: NOW,
    expiresAt: NOW + 86_400_000,
    createdAt: NOW,
    ...change,
  });
  /** A house whose queue is empty, and somebody with an address. */
  const stage = async () => {
    const house = open();
    await raw(house, "UPDATE mails SET status = 'failed' WHERE status = 'queued'");
    const ada = await addPerson(house);
    return { house, ada, mails: house.database.mails };
  };

  describe('queueing', () => {
    it('takes one mail for a kind and cause', async () => {
      const { ada, mails } = await stage();
      const first = mail(ada);
      expect(await mails.add(first)).toBe(true);
      expect(await mails.add({ ...first, id: randomUUID() })).toBe(false);
      expect(await mails.add({ ...first, id: randomUUID(), kind: 'won' })).toBe(true);
    });

    it('takes none for who is on line, had one lately, is banned, unverified, of the demo, or gone', async () => {
      const { house, ada, mails } = await stage();
      await mails.seen([ada, randomUUID()], NOW - 10);
      expect(await mails.add(mail(ada, { unlessSeenSince: NOW - 11 }))).toBe(false);
      expect(await mails.add(mail(ada, { unlessSeenSince: NOW - 10 }))).toBe(true);
      expect(await mails.add(mail(ada, { unlessMailedSince: NOW - 1 }))).toBe(false);
      expect(await mails.add(mail(ada, { unlessMailedSince: NOW - 1, about: 'another lot' }))).toBe(true);
      expect(await mails.add(mail(ada, { unlessMailedSince: NOW }))).toBe(true);
      expect(await mails.add(mail(ada, { verifiedOnly: true }))).toBe(false);
      await raw(house, `UPDATE people SET email_verified = true WHERE id = '${ada}'`);
      expect(await mails.add(mail(ada, { verifiedOnly: true }))).toBe(true);
      await house.database.people.setBanned(ada, true);
      expect(await mails.add(mail(ada))).toBe(false);
      expect(await mails.add(mail(await addPerson(house, { demo: true })))).toBe(false);
      expect(await mails.add(mail(randomUUID()))).toBe(false);
    });

    it('gives digests once all lots of an auction are over, to those who lost one', async () => {
      const { house, mails } = await stage();
      const [ada, bo, cy] = [await addPerson(house), await addPerson(house), await addPerson(house)];
      const auction = await addAuction(house, [ada, bo, cy]);
      const [chair, lamp] = [await addLot(house, auction, { number: 1 }), await addLot(house, auction, { number: 2 })];
      await place(house.database, chair.id, [
        { personId: ada, maxMinor: 2_000 },
        { personId: bo, maxMinor: 3_000 },
      ]);
      await place(house.database, lamp.id, [{ personId: ada, maxMinor: 2_000 }]);
      const digests = {
        auctionId: auction.id,
        status: 'queued',
        nextAt: NOW,
        expiresAt: NOW + 9,
        createdAt: NOW,
      } as const;
      const name = randomUUID();
      const counts: number[] = [];
      const consume = () =>
        house.database.consumers.run(name, 10_000, async (_, tx) => {
          counts.push(await tx.addDigests(digests), await tx.addDigests(digests));
        });
      await expect.poll(consume, { timeout: 20_000 }).toBeGreaterThan(0);
      expect(counts).toEqual([0, 0]);
      await raw(house, `UPDATE lots SET status = 'sold' WHERE auction_id = '${auction.id}'`);
      const again = randomUUID();
      await expect
        .poll(
          () =>
            house.database.consumers.run(again, 1, async (_, tx) => {
              counts.push(await tx.addDigests(digests), await tx.addDigests(digests));
            }),
          { timeout: 20_000 },
        )
        .toBe(1);
      expect(counts.slice(2)).toEqual([1, 0]);
      const claimed = await mails.claim(9, NOW, LEASE_MS);
      expect(claimed).toMatchObject([{ kind: 'digest', personId: ada, about: auction.id }]);
      expect(await mails.digest(ada, auction.id)).toMatchObject([
        { lotId: chair.id, number: 1, outcome: 'lost' },
        { lotId: lamp.id, number: 2, outcome: 'won' },
      ]);
    });
  });

  describe('a claim', () => {
    it('gives a mail to one, until it ends or says what became of it', async () => {
      const { ada, mails } = await stage();
      const [first, second] = [mail(ada), mail(ada, { nextAt: NOW + 1 })];
      await mails.add(first);
      await mails.add(second);
      expect(await mails.claim(9, NOW, LEASE_MS)).toMatchObject([
        { id: first.id, personId: ada, address: `${ada}@people.test`, attempts: 1, data: first.data, zone: null },
      ]);
      expect((await mails.claim(9, NOW + 1, LEASE_MS)).map(({ id }) => id)).toEqual([second.id]);
      expect(await mails.claim(9, NOW + LEASE_MS - 1, LEASE_MS)).toEqual([]);
      const [again] = await mails.claim(1, NOW + LEASE_MS, LEASE_MS);
      expect(again).toMatchObject({ id: first.id, attempts: 2 });
      // The first claim is over: what it says of a failure no longer counts, what it says of success does.
      await mails.postpone({ id: first.id, attempts: 1 }, NOW, 'late');
      await mails.failed({ id: first.id, attempts: 1 }, 'late');
      expect((await mails.claim(9, NOW + LEASE_MS + 1, LEASE_MS)).map(({ id }) => id)).toEqual([second.id]);
      await mails.sent(first.id, NOW + 5);
      await mails.postpone(again!, NOW, 'too late');
      expect(await mails.byId(first.id)).toMatchObject({ status: 'sent' });
    });

    it('is put off, and given up', async () => {
      const { ada, mails } = await stage();
      const reset = mail(ada, { kind: 'reset', data: { token: 'hush' } });
      await mails.add(reset);
      const [claimed] = await mails.claim(9, NOW, LEASE_MS);
      await mails.postpone(claimed!, NOW + 5, 'ECONNREFUSED');
      expect(await mails.claim(9, NOW + 4, LEASE_MS)).toEqual([]);
      const [second] = await mails.claim(9, NOW + 5, LEASE_MS);
      expect(second).toMatchObject({ attempts: 2, data: { token: 'hush' } });
      await mails.failed(second!, '550');
      expect(await mails.byId(reset.id)).toMatchObject({ status: 'failed', data: {} });
      const { items } = await mails.page({ limit: 200 });
      expect(items.find(({ id }) => id === reset.id)).toMatchObject({ reason: '550', attempts: 2, name: 'Somebody' });
    });

    if (connections === 'one') return;

    it('is given to one of many who ask at once', async () => {
      const { ada, mails } = await stage();
      for (let i = 0; i < 20; i++) await mails.add(mail(ada));
      const claims = await Promise.all(Array.from({ length: 5 }, () => mails.claim(9, NOW, LEASE_MS)));
      const ids = claims.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThanOrEqual(9);
    });
  });

  it('keeps mails with who opened them, and sweeps what is old', async () => {
    const { house, ada, mails } = await stage();
    const owner = await addPerson(house, { role: 'owner' });
    const [kept, sent] = [
      mail(ada, { kind: 'verification', status: 'kept', data: { token: 'hush' }, expiresAt: NOW + 5 }),
      mail(ada, { createdAt: 5 }),
    ];
    await mails.add(kept);
    await mails.add(sent);
    await mails.sent(sent.id, NOW);
    await mails.opened(kept.id, owner, 7);
    await mails.opened(kept.id, owner, 8);
    const openings = [8, 7].map((at) => ({ name: 'Somebody', at }));
    expect(await mails.byId(kept.id)).toMatchObject({
      status: 'kept',
      role: 'bidder',
      data: { token: 'hush' },
      openings,
    });
    await mails.sweep(NOW + 4, 5);
    expect(await mails.byId(kept.id)).toMatchObject({ data: { token: 'hush' } });
    expect(await mails.byId(sent.id)).not.toBeNull();
    await mails.sweep(NOW + 5, 6);
    expect(await mails.byId(kept.id)).toMatchObject({ data: {} });
    expect(await mails.byId(sent.id)).toBeNull();
    expect(await mails.byId('unknown')).toBeNull();
  });

  it('pages through all mails, the newest first', async () => {
    const { ada, mails } = await stage();
    const far = NOW * 1_000;
    const three = [1, 2, 3].map((n) => mail(ada, { createdAt: far + n }));
    for (const each of three) await mails.add(each);
    const first = await mails.page({ limit: 2 });
    const second = await mails.page({ limit: 1, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(three.toReversed().map(({ id }) => id));
  });
}
