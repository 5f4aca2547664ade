import type { Me } from '@rostrum/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startHouse, TEST_PASSWORD, type TestHouse } from '../house.testing.ts';

let house: TestHouse;
afterEach(() => house.close());

describe('the first owner', () => {
  it('on loopback is exactly one of those who sign up at once; all are approved', async () => {
    house = await startHouse({ ownerless: true });
    const people = await Promise.all(['Ann', 'Ben', 'Cem', 'Dot'].map((name) => house.signUp(name)));
    const rows = await Promise.all(people.map(({ personId }) => house.database.people.byId(personId)));
    expect(rows.filter((row) => row?.role === 'owner')).toHaveLength(1);
    expect(rows.every((row) => row?.approved)).toBe(true);
  });

  it('elsewhere comes by the link that is printed at start, which works once; others wait for staff', async () => {
    const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const publicUrl = 'https://auction.example.test';
    house = await startHouse({ ownerless: true, env: { PUBLIC_URL: publicUrl } });
    const link = printed.mock.calls.map(String).find((line) => line.includes('/owner?token='));
    printed.mockRestore();
    const token = /token=([\w-]+)/.exec(link ?? '')?.[1];
    const [fay, gus] = [await house.signUp('Fay'), await house.signUp('Gus')];
    const post = (path: string, cookie: string, body: object = {}): Promise<Response> =>
      fetch(`${house.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: publicUrl, cookie },
        body: JSON.stringify(body),
      });
    const me = async (cookie: string): Promise<Me['person']> =>
      ((await (await fetch(`${house.url}/api/me`, { headers: { cookie } })).json()) as Me).person;

    expect(fay.cookie).toMatch(/^__Secure-better-auth\.session_token=/);
    expect(await me(fay.cookie)).toMatchObject({ role: 'bidder', approved: false });
    expect((await post('/api/owner/claim', gus.cookie, { token: 'guessed' })).status).toBe(404);
    expect((await post('/api/owner/claim', '', { token })).status).toBe(401);
    expect((await post('/api/owner/claim', fay.cookie, { token })).status).toBe(200);
    expect((await post('/api/owner/claim', gus.cookie, { token })).status).toBe(404);
    expect(await me(fay.cookie)).toMatchObject({ role: 'owner' });

    const waiting = async (): Promise<string[]> => {
      const answer = await fetch(`${house.url}/api/staff/people`, { headers: { cookie: fay.cookie } });
      return ((await answer.json()) as { items: { name: string }[] }).items.map(({ name }) => name);
    };
    expect(await waiting()).toContain('Gus');
    expect((await post(`/api/staff/people/${gus.personId}/approve`, fay.cookie)).status).toBe(200);
    expect(await waiting()).not.toContain('Gus');
    expect(await me(gus.cookie)).toMatchObject({ role: 'bidder', approved: true });
  });
});

it('counts tries to sign in by IP, as a trusted proxy names it', async () => {
  house = await startHouse({ env: { SIGN_INS_PER_MINUTE: '1', TRUSTED_PROXIES: '127.0.0.1,::1' } });
  const tryFrom = async (ip: string, i: number): Promise<number> => {
    const answer = await fetch(`${house.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.url, 'x-forwarded-for': ip },
      body: JSON.stringify({ email: `guess-${i}@rostrum.test`, password: TEST_PASSWORD }),
    });
    return answer.status;
  };
  const statuses = await Promise.all(Array.from({ length: 40 }, (_, i) => tryFrom('192.0.2.7', i)));
  expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(20);
  expect(statuses).toContain(429);
  expect(await tryFrom('192.0.2.8', 0)).toBe(401);
});
