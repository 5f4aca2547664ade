import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { BrokenCursor } from '../errors.ts';
import { describe, expect, it } from 'vitest';
import { authTables } from '../people/auth-tables.ts';
import { addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** People, sessions, revocations, owners; and that better-auth finds its tables. */
export function registerPeopleContract(open: () => TestHouse): void {
  const addSession = async (house: TestHouse, personId: string, seconds: number) => {
    const [id, token] = [randomUUID(), randomUUID()];
    await raw(
      house,
      `INSERT INTO sessions (id, person_id, token, expires_at)
       VALUES ('${id}', '${personId}', '${token}', now() + interval '${seconds} seconds')`,
    );
    return { id, token };
  };

  it.each([undefined, 'uuid'] as const)('lets better-auth sign up, in and out (ids: %s)', async (generateId) => {
    const { database } = open();
    const auth = betterAuth({
      baseURL: 'http://localhost:3000',
      secret: randomUUID() + randomUUID(),
      database: database.auth as never,
      emailAndPassword: { enabled: true },
      rateLimit: { enabled: true, storage: 'database', ...authTables.rateLimit },
      user: authTables.user,
      session: authTables.session,
      account: authTables.account,
      verification: authTables.verification,
      advanced: { database: generateId ? { generateId } : {} },
      telemetry: { enabled: false },
    });
    const email = `${randomUUID()}@people.test`;
    const { user } = await auth.api.signUpEmail({ body: { email, password: 'a-long-password', name: 'Ada' } });
    const { token } = await auth.api.signInEmail({ body: { email, password: 'a-long-password' } });
    expect(await database.people.byEmail(email.toUpperCase())).toMatchObject({
      id: user.id,
      name: 'Ada',
      role: 'bidder',
    });
    expect(await database.people.session(token)).toMatchObject({ person: { id: user.id, emailVerified: false } });
    const { internalAdapter } = await auth.$context;
    await internalAdapter.deleteSession(token);
    expect(await database.people.session(token)).toBeNull();
    await internalAdapter.createVerificationValue({ identifier: email, value: 'x', expiresAt: new Date() });
    const request = new Request('http://localhost:3000/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' },
      body: JSON.stringify({ email, password: 'another-password' }),
    });
    expect((await auth.handler(request)).status).toBe(401);
  });

  it('gives no session that expired, was ended, or belongs to somebody banned', async () => {
    const house = open();
    const { people } = house.database;
    const ada = await addPerson(house);
    const [good, expired] = [await addSession(house, ada, 60), await addSession(house, ada, -1)];
    expect(await people.session(good.token)).toMatchObject({ sessionId: good.id, person: { id: ada } });
    expect(await people.session(expired.token)).toBeNull();
    expect(await people.session('unknown')).toBeNull();
    await people.setBanned(ada, true);
    expect(await people.session(good.token)).toBeNull();
    await people.setBanned(ada, false);
    expect(await people.session(good.token)).toBeNull();
  });

  it('numbers revocations, those of deleted sessions included', async () => {
    const house = open();
    const { people } = house.database;
    const ada = await addPerson(house);
    const { last } = await people.revocationsSince(null);
    const session = await addSession(house, ada, 60);
    await people.setRole(ada, 'staff');
    await people.revoke({ personId: ada, sessionId: 'one', reason: 'sign-out' });
    await raw(house, `DELETE FROM sessions WHERE id = '${session.id}'`);
    await people.setBanned(ada, true);
    const since = await people.revocationsSince(last);
    expect(since.items).toEqual([
      { personId: ada, sessionId: null, reason: 'role' },
      { personId: ada, sessionId: 'one', reason: 'sign-out' },
      { personId: ada, sessionId: session.id, reason: 'sign-out' },
      { personId: ada, sessionId: null, reason: 'ban' },
    ]);
    expect(await people.revocationsSince(since.last)).toEqual({ last: since.last, items: [] });
    expect(await people.byId(ada)).toMatchObject({ role: 'staff', banned: true });
  });

  describe('owners', () => {
    it('makes exactly one of many the first owner; an owner of the demo is none', async () => {
      const house = open();
      const { people } = house.database;
      await addPerson(house, { demo: true, role: 'owner' });
      await raw(house, "UPDATE people SET role = 'bidder' WHERE role = 'owner' AND NOT demo");
      expect(await people.hasOwner()).toBe(false);
      const many = await Promise.all([1, 2, 3, 4, 5].map(() => addPerson(house)));
      const claims = await Promise.all(many.map((id) => people.claimFirstOwner(id)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await people.hasOwner()).toBe(true);
    });

    it('takes an owner link once, in time, and from its address', async () => {
      const house = open();
      const { people } = house.database;
      const [ada, bo] = [await addPerson(house), await addPerson(house)];
      const soon = Date.now() + 60_000;
      const [link, late] = [randomUUID(), randomUUID()];
      await people.createOwnerLink(`${ada}@People.test`, link, soon);
      await people.createOwnerLink(`${ada}@people.test`, late, Date.now() - 60_000);
      const uses = [await people.useOwnerLink(link, bo), await people.useOwnerLink(late, ada)];
      uses.push(await people.useOwnerLink(link, ada), await people.useOwnerLink(link, ada));
      expect(uses).toEqual([false, false, true, false]);
      expect(await people.byId(ada)).toMatchObject({ role: 'owner', approved: true });
    });
  });

  it('pages through those who wait for approval', async () => {
    const house = open();
    const { people } = house.database;
    await raw(house, 'UPDATE people SET approved = true');
    const waiting = [await addPerson(house), await addPerson(house), await addPerson(house)];
    const first = await people.waiting({ limit: 2 });
    const second = await people.waiting({ limit: 2, cursor: first.nextCursor ?? '' });
    const listed = [...first.items, ...second.items].map(({ id }) => id);
    expect(listed.toSorted()).toEqual(waiting.toSorted());
    expect(second.nextCursor).toBeNull();
    await people.setApproved(waiting[0] ?? '', true);
    expect((await people.waiting({ limit: 5 })).items).toHaveLength(2);
    await expect(people.waiting({ limit: 5, cursor: 'rubbish' })).rejects.toBeInstanceOf(BrokenCursor);
  });

  it('finds people by parts of their names and addresses, the newest first, and counts who waits', async () => {
    const house = open();
    const { people } = house.database;
    const [one, two] = [await addPerson(house), await addPerson(house)];
    await raw(house, `UPDATE people SET name = '100% Ända_' WHERE id = '${one}'`);
    await raw(house, `UPDATE people SET created_at = now() + interval '1 hour' WHERE id = '${two}'`);
    const found = async (text: string) => (await people.search(text, { limit: 200 })).items.map(({ id }) => id);
    expect(await found('ända_')).toEqual([one]);
    expect(await found('0% ä')).toEqual([one]);
    expect(await found('1%Ä')).toEqual([]);
    expect(await found(`${two.slice(0, 20)}`)).toEqual([two]);
    expect((await found('@people.test'))[0]).toBe(two);
    const first = await people.search('', { limit: 1 });
    const second = await people.search('', { limit: 1, cursor: first.nextCursor ?? '' });
    expect([first.items[0]?.id, first.items[0]?.id === second.items[0]?.id]).toEqual([two, false]);
    const before = await people.countWaiting();
    await people.setApproved(one, true);
    expect(await people.countWaiting()).toBe(before - 1);
  });
}
