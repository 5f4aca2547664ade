import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LotCommands } from '../bidding/index.ts';
import { runSql } from '../bidding/test-database.testing.ts';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, TEST_PASSWORD, type TestHouse, type TestPerson } from '../house.testing.ts';
import { outcomeOf } from '../live/client-socket.testing.ts';
import { PostOffice, type Received } from './post-office.testing.ts';

const WORDS = { descriptionMd: '', provenanceMd: '', estimateLowMinor: null, estimateHighMinor: null };
const THING = { ...WORDS, category: '', pictureHashes: [], openingMinor: 1_000, consignorId: null, reserveMinor: null };

let house: TestHouse;
let office: PostOffice;
beforeAll(async () => {
  office = await new PostOffice().open();
  house = await startHouse({ env: { SMTP_URL: office.url, SIGN_INS_PER_MINUTE: '1000', BIDS_PER_SECOND: '100' } });
});
afterAll(async () => {
  await house.close();
  await office.close();
});

const post = (path: string, body: object, cookie = ''): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, cookie },
    body: JSON.stringify(body),
  });
const mailTo = async (address: string, which = 0): Promise<Received> => {
  await expect.poll(() => office.for(address).length, { timeout: 15_000 }).toBeGreaterThan(which);
  return office.for(address)[which]!;
};
const tokenIn = ({ text }: Received): string => decodeURIComponent(/\?token=(\S+)/.exec(text)?.[1] ?? '');
const signIn = (email: string, password = TEST_PASSWORD): Promise<Response> =>
  post('/api/auth/sign-in/email', { email, password });
/** Lets three minutes pass for what the person was sent. */
const later = (email: string): Promise<unknown> =>
  runSql(house.database, 'UPDATE mails SET created_at = 0 WHERE person_id = (SELECT id FROM people WHERE email = $1)', [
    email,
  ]);

describe('an address', () => {
  const email = 'nina@rostrum.test';

  it('has to be confirmed before its person signs in, by a link in his language', async () => {
    const body = { name: 'Nina', email, password: TEST_PASSWORD, locale: 'ru' };
    expect(await (await post('/api/auth/sign-up/email', body)).json()).toEqual({ ok: true, confirm: true });
    const mail = await mailTo(email);
    expect(mail.subject).toBe('Подтвердите адрес');
    expect(mail.text).not.toContain('Nina');
    expect(mail.html).toContain('/verify?token=');
    const early = await signIn(email);
    expect(early.status).toBe(403);
    expect(early.headers.getSetCookie()).toEqual([]);
    expect((await signIn(email, 'not-the-password')).status).toBe(401);
    expect((await post('/api/auth/verify', { token: `${tokenIn(mail)}x` })).status).toBe(404);
    expect((await post('/api/auth/verify', { token: tokenIn(mail) })).status).toBe(200);
    expect((await signIn(email)).status).toBe(200);
  });

  it('is sent the link again when asked, not more often than every three minutes; nobody learns what is known', async () => {
    const fresh = 'otto@rostrum.test';
    await post('/api/auth/sign-up/email', { name: 'Otto', email: fresh, password: TEST_PASSWORD });
    const first = await mailTo(fresh);
    const resend = async (address: string): Promise<unknown> => {
      const answer = await post('/api/auth/verify/resend', { email: address });
      return [answer.status, await answer.json()];
    };
    const answers = [await resend(fresh), await resend('nobody@rostrum.test'), await resend(email)];
    expect(answers).toEqual(answers.map(() => [200, { ok: true }]));
    await later(fresh);
    await resend(fresh);
    const second = await mailTo(fresh, 1);
    expect(second.id).not.toBe(first.id);
    expect(office.for(fresh)).toHaveLength(2);
    expect(office.for('nobody@rostrum.test')).toEqual([]);
    expect(office.for(email)).toHaveLength(1);
  });

  it('may be approved by its proof where nobody is approved at once', async () => {
    const far = await startHouse({ env: { SMTP_URL: office.url, PUBLIC_URL: 'https://auction.example.test' } });
    const [name, address] = ['Far Away', 'far@rostrum.test'];
    const send = (path: string, body: object): Promise<Response> =>
      fetch(`${far.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://auction.example.test' },
        body: JSON.stringify(body),
      });
    await send('/api/auth/sign-up/email', { name, email: address, password: TEST_PASSWORD });
    const mail = await mailTo(address);
    expect(mail.text).toContain('https://auction.example.test/verify?token=');
    expect(await far.database.people.byEmail(address)).toMatchObject({ approved: false });
    expect((await send('/api/auth/verify', { token: tokenIn(mail) })).status).toBe(200);
    expect(await far.database.people.byEmail(address)).toMatchObject({ approved: true, emailVerified: true });
    await far.close();
  });
});

describe('a forgotten password', () => {
  it('is set anew by a link that works once, and ends every session', async () => {
    const { email, cookie } = await house.signUp('Rita');
    const answers = [];
    for (const address of [email, 'nobody.at.all@rostrum.test']) {
      const answer = await post('/api/auth/forgot', { email: address });
      answers.push([answer.status, await answer.json()]);
    }
    expect(answers).toEqual([
      [200, { ok: true }],
      [200, { ok: true }],
    ]);
    await later(email);
    await post('/api/auth/forgot', { email });
    const resets = async (): Promise<Received[]> =>
      office.for(email).filter(({ text }) => text.includes('/reset?token='));
    await expect.poll(async () => (await resets()).length, { timeout: 15_000 }).toBe(2);
    const [first, second] = (await resets()) as [Received, Received];
    expect((await post('/api/auth/reset', { token: tokenIn(first), password: 'short' })).status).toBe(400);
    expect((await post('/api/auth/reset', { token: tokenIn(first), password: 'a-brand-new-password' })).status).toBe(
      200,
    );
    expect((await post('/api/auth/reset', { token: tokenIn(first), password: 'a-newer-password' })).status).toBe(404);
    expect((await post('/api/auth/reset', { token: tokenIn(second), password: 'a-newer-password' })).status).toBe(404);
    expect((await post('/api/auth/reset', { token: 'guessed', password: 'a-newer-password' })).status).toBe(404);
    expect((await fetch(`${house.url}/api/me/account`, { headers: { cookie } })).status).toBe(401);
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'a-brand-new-password')).status).toBe(200);
    expect(office.for('nobody.at.all@rostrum.test')).toEqual([]);
  });

  it('proves the address too', async () => {
    const email = 'una@rostrum.test';
    await post('/api/auth/sign-up/email', { name: 'Una', email, password: TEST_PASSWORD });
    await post('/api/auth/forgot', { email });
    const token = tokenIn(await mailTo(email, 1));
    expect((await post('/api/auth/reset', { token, password: TEST_PASSWORD })).status).toBe(200);
    expect((await signIn(email)).status).toBe(200);
  });
});

describe('bidding', () => {
  let auctionId: string;
  let lotIds: string[];
  let people: TestPerson[];

  beforeAll(async () => {
    const lots = ['A lamp', 'A chair'].map((title) => ({ ...THING, title }));
    const definition = anAuction('mail-spec', 0, { title: 'The mail sale', staggerMs: 0, lots });
    const listing = await house.app.get(AuctionHouse).openAuction(definition);
    auctionId = listing.id;
    lotIds = (await house.database.catalogue.lotsOf(auctionId, { limit: 10 })).items.map(({ lot }) => lot.id);
    people = [await house.signUp('Ada'), await house.signUp('Bo')];
    for (const { personId } of people) await house.database.catalogue.register(auctionId, personId);
  });

  const bid = (who: number, lot: number, maxMinor: number): Promise<Response> =>
    post(`/api/lots/${lotIds[lot]}/bids`, { id: randomUUID(), lotId: lotIds[lot], maxMinor }, people[who]!.cookie);
  const outbids = (who: number): Received[] =>
    office.for(people[who]!.email).filter(({ subject }) => subject.startsWith('Outbid'));
  const cursorAtEnd = async (): Promise<boolean> => {
    const [row] = (await runSql(
      house.database,
      `SELECT count(*)::int AS left FROM lot_events e, consumers c
       WHERE c.name = 'mail' AND (e.txid, e.position) > (c.txid, c.position)`,
    )) as { left: number }[];
    return row?.left === 0;
  };

  it('writes to who is outbid and not on line, at most once in ten minutes for a lot', async () => {
    expect((await bid(0, 0, 2_000)).status).toBe(200);
    expect((await bid(1, 0, 5_000)).status).toBe(200);
    await expect.poll(() => outbids(0).length, { timeout: 15_000 }).toBe(1);
    const [mail] = outbids(0);
    expect(mail!.subject).toBe('Outbid on lot 1: A lamp');
    expect(mail!.text).toContain('The price is €21; the next bid is €22.');
    expect(mail!.text).toContain(`${house.url}/lots/${lotIds[0]}`);
    // The other's maximum; ids and codes may hold any digits.
    expect(mail!.text.replaceAll(/http\S+/g, '')).not.toMatch(/€\s?50/);
    await bid(0, 0, 6_000);
    await bid(1, 0, 9_000);
    await bid(0, 1, 2_000);
    await bid(1, 1, 5_000);
    await expect.poll(() => outbids(0).length, { timeout: 15_000 }).toBe(2);
    expect(outbids(0)[1]!.subject).toBe('Outbid on lot 2: A chair');
  });

  it('writes to nobody who has a page open', async () => {
    const { cookie, email } = people[0]!;
    const extraHeaders = { origin: house.url, cookie };
    const page = io(`${house.url}/me`, { transports: ['websocket'], forceNew: true, autoConnect: false, extraHeaders });
    await outcomeOf(page);
    const seen = async () =>
      runSql(house.database, 'SELECT 1 FROM people_seen WHERE person_id = $1', [people[0]!.personId]);
    await expect.poll(async () => (await seen()).length, { timeout: 10_000 }).toBe(1);
    await later(email);
    await bid(0, 0, 20_000);
    await bid(1, 0, 30_000);
    await expect.poll(cursorAtEnd, { timeout: 15_000 }).toBe(true);
    page.disconnect();
    await runSql(house.database, 'UPDATE people_seen SET at = 0');
    await bid(0, 0, 40_000);
    await bid(1, 0, 50_000);
    await expect.poll(() => outbids(0).length, { timeout: 15_000 }).toBe(3);
    expect(outbids(0)[2]!.text).toContain('The price is €401');
  });

  it('writes who won at once, and to who lost when the auction is over', async () => {
    await runSql(
      house.database,
      `UPDATE lots SET ends_at = 1, state = jsonb_set(state, '{endsAt}', '1') WHERE auction_id = $1`,
      [auctionId],
    );
    for (const lotId of lotIds) await house.app.get(LotCommands).execute(lotId, { type: 'CloseLot' });
    const subjects = (who: number): string[] => office.for(people[who]!.email).map(({ subject }) => subject);
    await expect.poll(() => subjects(1), { timeout: 20_000 }).toContain('You won lot 1: A lamp');
    await expect.poll(() => subjects(1), { timeout: 20_000 }).toContain('You won lot 2: A chair');
    const won = office.for(people[1]!.email).find(({ subject }) => subject.endsWith('A lamp'));
    expect(won!.text).toContain("With the buyer's premium and tax it comes to €481.20.");
    const waiting = () =>
      runSql(house.database, `SELECT person_id FROM mails WHERE kind = 'digest' AND status = 'queued'`);
    await expect.poll(waiting, { timeout: 15_000 }).toEqual([{ person_id: people[0]!.personId }]);
    await runSql(house.database, `UPDATE mails SET next_at = 0 WHERE kind = 'digest'`);
    await expect.poll(() => subjects(0), { timeout: 15_000 }).toContain('How it ended: The mail sale');
    const digest = office.for(people[0]!.email).at(-1)!;
    expect(digest.text).toContain('Went to somebody else:\n- Lot 1, A lamp, €401\n');
    expect(digest.text).toContain('- Lot 2, A chair, €21\n');
    expect(new Set(office.received.map(({ id }) => id)).size).toBe(office.received.length);
  });
});
