import type { Me } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, startHouse, TEST_PASSWORD, type TestHouse, type TestPerson } from '../house.testing.ts';
import { Revocations } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ env: { SIGN_INS_PER_MINUTE: '5' } });
});
afterAll(() => house.close());

interface Asked {
  cookie?: string;
  origin?: string;
  body?: unknown;
}

const post = (path: string, { cookie, origin = house.url, body = {} }: Asked = {}): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...(cookie === undefined ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
const me = async (cookie: string): Promise<Me> =>
  (await fetch(`${house.url}/api/me`, { headers: { cookie } })).json() as Promise<Me>;
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;
const signIn = (email: string, password = TEST_PASSWORD): Promise<Response> =>
  post('/api/auth/sign-in/email', { body: { email, password } });

describe('signing up', () => {
  it('answers the same whether the address is known or not, and signs nobody in', async () => {
    const body = { name: 'Same', email: 'same@rostrum.test', password: TEST_PASSWORD };
    const answers = [
      await post('/api/auth/sign-up/email', { body }),
      await post('/api/auth/sign-up/email', { body: { ...body, email: 'SAME@rostrum.test', password: 'another-one' } }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ ok: true, confirm: false });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect((await signIn('same@rostrum.test')).status).toBe(200);
    expect((await signIn('same@rostrum.test', 'another-one')).status).toBe(401);
  });

  it('takes a form that is sent twice at once for one', async () => {
    const body = { name: 'Twin', email: 'twin@rostrum.test', password: TEST_PASSWORD };
    const answers = await Promise.all([1, 2].map(() => post('/api/auth/sign-up/email', { body })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await signIn(body.email)).status).toBe(200);
  });

  it.each([
    ['name', { name: ' ', email: 'x@rostrum.test', password: TEST_PASSWORD }],
    ['email', { name: 'X', email: 'hunter2', password: TEST_PASSWORD }],
    ['password', { name: 'X', email: 'x@rostrum.test', password: 'hunter2' }],
    ['password', { name: 'X', email: 'x@rostrum.test' }],
  ])('names the field that is wrong: %s', async (path, body) => {
    const answer = await post('/api/auth/sign-up/email', { body });
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: 'BAD_REQUEST', path });
    expect(text).not.toContain('hunter2');
  });

  it('takes no role, approval or id from the one who signs up', async () => {
    const body = {
      name: 'Sly',
      email: 'sly@rostrum.test',
      password: TEST_PASSWORD,
      role: 'owner',
      banned: true,
      id: 'x',
    };
    expect((await post('/api/auth/sign-up/email', { body })).status).toBe(200);
    expect(await house.database.people.byEmail('sly@rostrum.test')).toMatchObject({ role: 'bidder', banned: false });
  });
});

describe('signing in', () => {
  it('sets one cookie that scripts cannot read, and tells the token to nobody else', async () => {
    const { email } = await house.signUp('Ina');
    const answer = await signIn(email);
    const [cookie, ...others] = answer.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^better-auth\.session_token=.+; Path=\/; HttpOnly; SameSite=Lax/);
    expect(await answer.json()).toEqual({ ok: true });
  });

  it('answers the same for a wrong password and an unknown address', async () => {
    const { email } = await house.signUp('Wim');
    const wrong = await signIn(email, 'not-the-password');
    const unknown = await signIn('nobody@rostrum.test', 'not-the-password');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  it('says who one is, privately', async () => {
    const { cookie, personId, email } = await house.signUp('Mia');
    const answer = await fetch(`${house.url}/api/me`, { headers: { cookie } });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(await answer.json()).toMatchObject({
      person: { id: personId, name: 'Mia', email, role: 'bidder', approved: true },
      paddles: [],
    });
    expect(await me('')).toEqual({ person: null, paddles: [], sessionEndsAt: null });
    expect(await me('better-auth.session_token=forged.c2ln')).toMatchObject({ person: null });
  });

  it('is limited for one address from one IP, known or not, and leaves other addresses alone', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, i) => signIn(i % 2 ? 'Target@rostrum.test' : 'target@rostrum.test', `guess-${i}`)),
    );
    expect(tries.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(5);
    const limited = tries.find(({ status }) => status === 429);
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await limited?.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    expect((await signIn('other@rostrum.test')).status).toBe(401);
  });
});

describe('the origin rule', () => {
  it.each([['http://evil.test'], ['null'], ['http://localhost:1']])('takes no change from %s', async (origin) => {
    const { cookie } = await house.signUp(`From ${origin.replace(/\W/g, '')}`);
    const answer = await post('/api/auth/sign-out', { cookie, origin });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((await me(cookie)).person).not.toBeNull();
  });

  it('treats everybody from a foreign origin as a stranger', async () => {
    const { cookie } = await house.signUp('Foreign');
    const answer = await fetch(`${house.url}/api/me`, { headers: { cookie, origin: 'http://evil.test' } });
    expect(((await answer.json()) as Me).person).toBeNull();
  });
});

describe('ends of sessions', () => {
  let heard: { personId: string; sessionId: string | null; reason: string }[];
  let owner: TestPerson;
  beforeAll(async () => {
    heard = [];
    house.app.get(Revocations).listen((revocation) => heard.push(revocation));
    owner = await house.signUp('Olga');
    await house.setRole(owner.personId, 'owner');
  });
  const hears = (expected: object): Promise<void> =>
    expect.poll(() => heard, { timeout: 5_000 }).toContainEqual(expect.objectContaining(expected));

  it('signing out ends the session and is told', async () => {
    const { cookie, personId } = await house.signUp('Out');
    const answer = await post('/api/auth/sign-out', { cookie });
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).toMatch(/^better-auth\.session_token=;?/);
    expect((await me(cookie)).person).toBeNull();
    await hears({ personId, reason: 'sign-out', sessionId: expect.any(String) });
  });

  it('a ban ends all sessions, is told, and lets nobody in who knows the password', async () => {
    const { cookie, personId, email } = await house.signUp('Ban');
    expect((await post(`/api/staff/people/${personId}/ban`, { cookie: owner.cookie })).status).toBe(200);
    expect((await me(cookie)).person).toBeNull();
    await hears({ personId, reason: 'ban' });
    const answer = await signIn(email);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual(await (await signIn('nobody.else@rostrum.test')).json());
    expect((await post(`/api/staff/people/${personId}/unban`, { cookie: owner.cookie })).status).toBe(200);
    expect((await signIn(email)).status).toBe(200);
  });

  it('a role is changed by owners only, and is told', async () => {
    const person = await house.signUp('Rolf');
    const role = (cookie: string, body: unknown): Promise<Response> =>
      post(`/api/staff/people/${person.personId}/role`, { cookie, body });
    expect(await codeOf(await role('', { role: 'staff' }))).toBe('UNAUTHENTICATED');
    expect(await codeOf(await role(person.cookie, { role: 'owner' }))).toBe('FORBIDDEN');
    expect(await codeOf(await role(owner.cookie, { role: 'king' }))).toBe('BAD_REQUEST');
    expect((await role(owner.cookie, { role: 'staff' })).status).toBe(200);
    expect((await me(person.cookie)).person?.role).toBe('staff');
    await hears({ personId: person.personId, reason: 'role' });
    const ownRole = await post(`/api/staff/people/${owner.personId}/role`, {
      cookie: owner.cookie,
      body: { role: 'bidder' },
    });
    expect(await codeOf(ownRole)).toBe('FORBIDDEN');
    const staffAgainstOwner = await post(`/api/staff/people/${owner.personId}/ban`, { cookie: person.cookie });
    expect(await codeOf(staffAgainstOwner)).toBe('FORBIDDEN');
    const nobody = await post('/api/staff/people/nobody/ban', { cookie: owner.cookie });
    expect(await codeOf(nobody)).toBe('NOT_FOUND');
  });
});
