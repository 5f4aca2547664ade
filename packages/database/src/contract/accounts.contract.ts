import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addAuction, addLot, addPerson, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** What people see and change of their own accounts, and how an account ends. */
export function registerAccountsContract(open: () => TestHouse): void {
  const addSession = async (house: TestHouse, personId: string, seconds = 60): Promise<string> => {
    const id = randomUUID();
    await raw(
      house,
      `INSERT INTO sessions (id, person_id, token, expires_at, user_agent)
       VALUES ('${id}', '${personId}', '${id}', clock_timestamp() + interval '${seconds} seconds', 'A browser')`,
    );
    return id;
  };

  it('changes what is given and leaves the rest', async () => {
    const house = open();
    const { accounts, people } = house.database;
    const ada = await addPerson(house);
    expect(await accounts.preferences(ada)).toEqual({ zone: null, currency: null });
    await accounts.change(ada, { zone: 'Europe/Berlin', currency: 'EUR', name: 'Ada L.' });
    await accounts.change(ada, { locale: 'ru', currency: null, name: undefined });
    await accounts.change(ada, {});
    expect(await accounts.preferences(ada)).toEqual({ zone: 'Europe/Berlin', currency: null });
    expect(await people.byId(ada)).toMatchObject({ name: 'Ada L.', locale: 'ru' });
  });

  it('lists the sessions that count, and ends all but one', async () => {
    const house = open();
    const { accounts, people } = house.database;
    const [ada, bo] = [await addPerson(house), await addPerson(house)];
    const own = [await addSession(house, ada), await addSession(house, ada), await addSession(house, ada)];
    await addSession(house, ada, -5);
    const bos = await addSession(house, bo);
    const listed = await accounts.sessions(ada);
    expect(listed.map(({ id }) => id).toSorted()).toEqual(own.toSorted());
    expect(listed[0]).toMatchObject({ userAgent: 'A browser' });
    const { last } = await people.revocationsSince(null);
    expect(await accounts.endOtherSessions(ada, own[0]!)).toBe(3);
    expect((await accounts.sessions(ada)).map(({ id }) => id)).toEqual([own[0]]);
    expect((await people.revocationsSince(last)).items.map(({ sessionId }) => sessionId).toSorted()).toEqual(
      own.slice(1).toSorted(),
    );
    expect((await accounts.sessions(bo)).map(({ id }) => id)).toEqual([bos]);
  });

  describe('deleting', () => {
    it('forgets name, address, password, sessions and what was told; keeps bids and paddle', async () => {
      const house = open();
      const { accounts, people, catalogue, mails, ledger } = house.database;
      const [ada, bo] = [await addPerson(house), await addPerson(house)];
      const auction = await addAuction(house, [ada, bo]);
      const lot = await addLot(house, auction);
      await place(house.database, lot.id, [
        { personId: ada, maxMinor: 2_000 },
        { personId: bo, maxMinor: 9_000 },
      ]);
      await addSession(house, ada);
      await raw(
        house,
        `INSERT INTO accounts (person_id, account_id, provider_id) VALUES ('${ada}', '${ada}', 'credential')`,
      );
      await mails.seen([ada], 1);
      const mailId = randomUUID();
      expect(await accounts.delete(ada, 5, { id: mailId, expiresAt: 9 })).toEqual({ deleted: true });
      const person = await people.byId(ada);
      expect(person).toMatchObject({ name: '', email: `${ada}@deleted.invalid`, banned: true, role: 'bidder' });
      expect(await accounts.sessions(ada)).toEqual([]);
      expect(await raw(house, `SELECT FROM accounts WHERE person_id = '${ada}'`)).toEqual([]);
      expect(await catalogue.registrations(ada)).toMatchObject([{ auctionId: auction.id, paddle: 101, barred: true }]);
      expect((await ledger.read([lot.id]))[0]?.lot.standing.map(({ bidderId }) => bidderId)).toContain(ada);
      expect(await mails.byId(mailId)).toMatchObject({ kind: 'account-deleted', address: `${ada}@people.test` });
      expect(await mails.byId(mailId)).toMatchObject({ personId: null });
      await mails.sent(mailId, 6);
      expect(await mails.byId(mailId)).toMatchObject({ address: '' });
      expect(await accounts.delete(ada, 7, null)).toEqual({ deleted: false, why: 'gone' });
      expect((await place(house.database, lot.id, [{ personId: ada, maxMinor: 50_000 }])).answers).toMatchObject([{}]);
      expect((await ledger.read([lot.id]))[0]?.lot.leaderId).toBe(bo);
    });

    it('leaves no row of the person in any table but those that auctions rest on', async () => {
      const house = open();
      const ada = await addPerson(house);
      const columns = await raw<{ name: string }>(
        house,
        `SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables
           USING (table_schema, table_name)
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name = 'person_id' ORDER BY 1`,
      );
      const stays = ['chat_messages', 'commands', 'lot_bidders', 'mail_openings', 'registrations', 'revocations'];
      const personal = columns.map(({ name }) => name).filter((name) => !stays.includes(name));
      expect(personal).toEqual([
        'accounts',
        'chat_guests',
        'chat_mutes',
        'chat_reports',
        'chat_seen',
        'mails',
        'mistakes',
        'notice_deliveries',
        'notice_preferences',
        'notice_settings',
        'notices',
        'people_seen',
        'push_subscriptions',
        'pushes',
        'sessions',
        'watched_lots',
      ]);
      await addSession(house, ada);
      await raw(house, `INSERT INTO watched_lots (person_id, lot_id) VALUES ('${ada}', 'l')`);
      await raw(house, `INSERT INTO notice_preferences VALUES ('${ada}', 'outbid', 'toast', false)`);
      const auction = await addAuction(house);
      const room = `auction:${auction.id}` as const;
      const said = { id: randomUUID(), requestHash: 'h', body: 'Hello', replyTo: null, answer: false };
      await house.database.chat.write(room, ada, async (tx) =>
        tx.post({ ...said, author: { kind: 'guest', number: await tx.guest() } }),
      );
      await house.database.chatDesk.report(said.id, ada, 'mine', 1);
      await house.database.chatDesk.mute(auction.id, ada, 1, ada);
      await raw(
        house,
        `INSERT INTO notices (id, person_id, lot_id, seq, topic, at) VALUES ('${ada}', '${ada}', 'l', 1, 'lost', 1)`,
      );
      await house.database.mails.seen([ada], 1);
      await house.database.accounts.delete(ada, 5, null);
      for (const name of personal)
        expect(await raw(house, `SELECT FROM ${name} WHERE person_id = '${ada}'`), name).toEqual([]);
      expect((await house.database.chat.page(room, { limit: 1 }))?.messages).toMatchObject([{ body: 'Hello' }]);
    });

    it('is refused to who leads an open lot, and to the last owner; nothing changes then', async () => {
      const house = open();
      const { accounts, people, catalogue } = house.database;
      const ada = await addPerson(house);
      const lot = await addLot(house, await addAuction(house, [ada]), { title: 'A lamp', number: 7 });
      await place(house.database, lot.id, [{ personId: ada, maxMinor: 2_000 }]);
      expect(await accounts.leads(ada)).toEqual([{ lotId: lot.id, number: 7, title: 'A lamp' }]);
      expect(await accounts.delete(ada, 5, { id: randomUUID(), expiresAt: 9 })).toEqual({
        deleted: false,
        why: 'leads',
      });
      expect(await people.byId(ada)).toMatchObject({ name: 'Somebody', banned: false });
      expect(await catalogue.registrations(ada)).toMatchObject([{ barred: false }]);
      await raw(house, "UPDATE people SET role = 'bidder' WHERE role = 'owner'");
      const [first, second] = [await addPerson(house, { role: 'owner' }), await addPerson(house, { role: 'owner' })];
      expect(await accounts.delete(first, 5, null)).toEqual({ deleted: true });
      expect(await accounts.delete(second, 5, null)).toEqual({ deleted: false, why: 'last-owner' });
    });
  });
}
