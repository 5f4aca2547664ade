import { randomUUID } from 'node:crypto';
import type { Account, AccountSession, Me, Page } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSql } from '../bidding/test-database.testing.ts';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { cookieOf, startHouse, TEST_PASSWORD, type TestHouse } from '../house.testing.ts';
import { PostOffice } from '../mail/post-office.testing.ts';

let house: TestHouse;
let office: PostOffice;
beforeAll(async () => {
  office = await new PostOffice().open();
  house = await startHouse({ env: { SMTP_URL: office.url, SIGN_INS_PER_MINUTE: '1000' } });
});
afterAll(async () => {
  await house.close();
  await office.close();
});

const send = (method: string, path: string, cookie: string, body: object = {}): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: house.url, cookie },
    body: JSON.stringify(body),
  });
const get = async <T>(path: string, cookie: string): Promise<T> =>
  (await (await fetch(`${house.url}${path}`, { headers: { cookie } })).json()) as T;
const signIn = (email: string, password = TEST_PASSWORD, agent = 'A browser'): Promise<Response> =>
  fetch(`${house.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, 'user-agent': agent },
    body: JSON.stringify({ email, password }),
  });

describe('the own account', () => {
  it('is read and changed by its person alone', async () => {
    const { cookie, email } = await house.signUp('Ann');
    const account = await get<Account>('/api/me/account', cookie);
    expect(account).toMatchObject({ name: 'Ann', email, emailVerified: true, role: 'bidder', locale: 'en', leads: [] });
    expect(account).toMatchObject({ zone: null, currency: null, demo: false });
    const change = { name: ' Ann B. ', locale: 'ru', zone: 'Asia/Almaty', currency: 'KZT' };
    expect(await (await send('PATCH', '/api/me/account', cookie, change)).json()).toMatchObject({
      ...change,
      name: 'Ann B.',
    });
    const known = { name: 'Ann B.', zone: 'Asia/Almaty', currency: 'KZT' };
    expect((await get<Me>('/api/me', cookie)).person).toMatchObject(known);
    const cleared = await send('PATCH', '/api/me/account', cookie, { zone: null, currency: null });
    expect(await cleared.json()).toMatchObject({ name: 'Ann B.', locale: 'ru', zone: null, currency: null });
    expect((await send('PATCH', '/api/me/account', '', change)).status).toBe(401);
    expect((await fetch(`${house.url}/api/me/account`)).status).toBe(401);
  });

  it.each([
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['locale', { locale: 'de' }],
    ['zone', { zone: 'Mars/Olympus' }],
    ['currency', { currency: 'eur' }],
    ['', { role: 'owner' }],
    ['', { email: 'other@rostrum.test' }],
  ])('takes no bad %s', async (path, change) => {
    const { cookie } = await house.signUp(`Bad ${randomUUID()}`);
    const answer = await send('PATCH', '/api/me/account', cookie, change);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', path });
  });

  it('belongs to everybody in the demo: no new name, no new password, no end', async () => {
    const { cookie, personId } = await house.signUp('Demo Person');
    await runSql(house.database, 'UPDATE people SET demo = true WHERE id = $1', [personId]);
    const answers = [
      await send('PATCH', '/api/me/account', cookie, { name: 'Mine' }),
      await send('POST', '/api/me/password', cookie, { current: TEST_PASSWORD, next: 'mine-alone-now' }),
      await send('POST', '/api/me/delete', cookie, { password: TEST_PASSWORD }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await send('PATCH', '/api/me/account', cookie, { name: 'Demo Person', locale: 'ru' })).status).toBe(200);
  });
});

describe('sessions', () => {
  it('are listed with their browsers, and ended but for this one', async () => {
    const { email, cookie } = await house.signUp('Sue');
    const phone = cookieOf(await signIn(email, TEST_PASSWORD, 'A phone'));
    const { items } = await get<Page<AccountSession>>('/api/me/sessions', cookie);
    expect(items.map(({ userAgent, current }) => [userAgent, current])).toContainEqual(['A phone', false]);
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain(phone.split('=')[1]!.split('.')[0]);
    const answer = await send('POST', '/api/me/sessions/revoke-others', cookie);
    expect(await answer.json()).toEqual({ ok: true, ended: 1 });
    expect((await get<Me>('/api/me', phone)).person).toBeNull();
    expect((await get<Me>('/api/me', cookie)).person).not.toBeNull();
  });

  it('end everywhere else with a new password; this one is renewed', async () => {
    const { email, cookie } = await house.signUp('Pam');
    const phone = cookieOf(await signIn(email));
    const wrong = await send('POST', '/api/me/password', cookie, {
      current: 'not-it-at-all',
      next: 'a-newer-password',
    });
    expect(await wrong.json()).toMatchObject({ code: 'BAD_REQUEST', path: 'current' });
    const right = await send('POST', '/api/me/password', cookie, { current: TEST_PASSWORD, next: 'a-newer-password' });
    expect(right.status).toBe(200);
    for (const old of [cookie, phone]) expect((await get<Me>('/api/me', old)).person).toBeNull();
    expect((await get<Me>('/api/me', cookieOf(right))).person).toMatchObject({ email });
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'a-newer-password')).status).toBe(200);
  });
});

describe('deleting an account', () => {
  it('is refused while he leads; then forgets him, keeps his bids, and says so by a last mail', async () => {
    const [ada, bo] = [await house.signUp('Ada Plantedname'), await house.signUp('Bo')];
    const lotId = await openLot();
    const bid = (who: typeof ada, maxMinor: number): Promise<Response> =>
      send('POST', `/api/lots/${lotId}/bids`, who.cookie, { id: randomUUID(), lotId, maxMinor });
    const erase = (password = TEST_PASSWORD): Promise<Response> =>
      send('POST', '/api/me/delete', ada.cookie, { password });
    for (const { cookie } of [ada, bo])
      await send('POST', '/api/auctions/goodbye/register', cookie, { acceptTerms: true });
    await bid(ada, 2_000);
    expect((await get<Account>('/api/me/account', ada.cookie)).leads).toMatchObject([{ lotId, title: 'A lamp' }]);
    expect((await erase('wrong-password')).status).toBe(400);
    expect((await erase()).status).toBe(403);
    await bid(bo, 9_000);
    const answer = await erase();
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).toMatch(/session_token=;?/);
    expect((await get<Me>('/api/me', ada.cookie)).person).toBeNull();
    expect((await signIn(ada.email)).status).toBe(401);
    await expect
      .poll(() => office.for(ada.email).map(({ subject }) => subject), { timeout: 15_000 })
      .toContain('Your account was deleted');
    const history = await get<Page<{ type: string; paddle?: number }>>(`/api/lots/${lotId}/events?since=0`, '');
    expect(history.items.filter(({ type }) => type === 'BidPlaced').length).toBe(2);
    const address = async (): Promise<unknown[]> =>
      runSql(
        house.database,
        `SELECT 1 FROM people WHERE email = $1 OR name LIKE '%Plantedname%'
         UNION ALL SELECT 1 FROM mails WHERE address = $1 UNION ALL SELECT 1 FROM mails WHERE person_id = $2`,
        [ada.email, ada.personId],
      );
    await expect.poll(address, { timeout: 5_000 }).toEqual([]);
    // The address is free again, and its new person is another one.
    const again = await house.signUp('Ada Plantedname');
    expect(again.personId).not.toBe(ada.personId);
  });

  it('is refused to the last owner', async () => {
    const owner = await house.signUp('Olga');
    await runSql(house.database, "UPDATE people SET role = 'bidder' WHERE role = 'owner'");
    await house.setRole(owner.personId, 'owner');
    expect((await send('POST', '/api/me/delete', owner.cookie, { password: TEST_PASSWORD })).status).toBe(403);
  });

  async function openLot(): Promise<string> {
    const [lot] = anAuction('goodbye', 1).lots;
    const definition = anAuction('goodbye', 0, { lots: [{ ...lot!, title: 'A lamp', openingMinor: 1_000 }] });
    const { id } = await house.app.get(AuctionHouse).openAuction(definition);
    return (await house.database.catalogue.lotsOf(id, { limit: 1 })).items[0]!.lot.id;
  }
});
