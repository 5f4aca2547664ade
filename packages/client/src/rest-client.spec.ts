import { expect, test } from 'vitest';
import { HouseError, HouseUnreachable } from './house-error.ts';
import { createRestClient, type RestClient } from './rest-client.ts';

/** A client whose every request gets one answer; the requests are noted. */
function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const requests: { method: string; path: string; body: unknown; headers: Headers }[] = [];
  const rest: RestClient = createRestClient({
    url: 'http://house.test',
    headers: () => ({ cookie: 'session=ada' }),
    fetch: async (url, init) => {
      requests.push({
        method: init?.method ?? '',
        path: String(url).replace('http://house.test', ''),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
        headers: new Headers(init?.headers),
      });
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
    },
  });
  return { rest, requests };
}

test('a problem is an error with the code and the data of the wire', async () => {
  const problem = { type: 'about:blank', title: 'Too low', status: 422 };
  const wire = { code: 'BID_TOO_LOW', message: 'At least 12.00', minimumMinor: 1_200 };
  const { rest } = answering(422, { ...problem, ...wire });
  const error = await rest.register('estate').catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(HouseError);
  expect((error as HouseError).error).toEqual(wire);
  const command = { id: 'a', lotId: 'b', maxMinor: 1 };
  expect(await rest.bid(command)).toEqual({ ok: false, error: wire });
});

test('what the sign-in service says becomes the code of its status, with its reason', async () => {
  const body = { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' };
  const error = await answering(401, body)
    .rest.signIn('a@b.test', 'x')
    .catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'INVALID_EMAIL_OR_PASSWORD', status: 401 });
  const often = await answering(429, {}, { 'x-retry-after': '7' })
    .rest.signOut()
    .catch((cause: unknown) => cause);
  expect(often).toMatchObject({ error: { code: 'RATE_LIMITED', retryAfterMs: 7_000 } });
});

test.each([
  [502, '<html>Bad gateway</html>'],
  [200, '<html>Please sign in to the hotel</html>'],
])('an answer of something that stands before the house (%d) is none of the house', async (status, body) => {
  await expect(answering(status, body).rest.me()).rejects.toBeInstanceOf(HouseUnreachable);
});

test('paths and queries are escaped, bodies are JSON, extra headers go along', async () => {
  const { rest, requests } = answering(200, {});
  await rest.auctionLots('a/b?c', { limit: 20, cursor: 'x&y' });
  await rest.lotEvents('id', { since: 3 });
  await rest.register('estate');
  await rest.signUp('Ada', 'ada@house.test', 'secret');
  expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/auctions/a%2Fb%3Fc/lots?limit=20&cursor=x%26y',
    'GET /api/lots/id/events?since=3',
    'POST /api/auctions/estate/register',
    'POST /api/auth/sign-up/email',
  ]);
  expect(requests[2]?.body).toEqual({ acceptTerms: true });
  expect(requests[2]?.headers.get('cookie')).toBe('session=ada');
  expect(requests[0]?.headers.has('content-type')).toBe(false);
});
