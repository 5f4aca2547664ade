import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse } from '../house.testing.ts';
import { Lifecycle } from './index.ts';

const LOOKER = 'https://blog.example.test';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ env: { TRUSTED_ORIGINS: LOOKER } });
});
afterAll(() => house.close());

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** Unlike fetch, sends any `Host`. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${house.url}${path}`, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on('error', reject).end(body);
  });
}

const json = { 'content-type': 'application/json' };

describe('problems', () => {
  const own = (): Record<string, string> => ({ ...json, origin: house.url });

  it.each([
    ['an unknown path', 'GET', '/api/no-such-thing?token=hunter2', undefined, 404, 'NOT_FOUND'],
    ['an unknown method', 'PUT', '/api/me', '{}', 404, 'NOT_FOUND'],
    ['broken JSON', 'POST', '/api/auth/sign-in/email', '{"email": hunter2', 400, 'BAD_REQUEST'],
    ['JSON that is no object', 'POST', '/api/auth/sign-in/email', '"hunter2"', 400, 'BAD_REQUEST'],
    ['a poisoned object', 'POST', '/api/auth/sign-in/email', '{"__proto__": {"x": "hunter2"}}', 400, 'BAD_REQUEST'],
    ['a huge body', 'POST', '/api/auth/sign-in/email', `{"email":"${'x'.repeat(300_000)}"}`, 413, 'BAD_REQUEST'],
    ['a URL that cannot be decoded', 'GET', '/api/%E0%A4%A', undefined, 400, 'BAD_REQUEST'],
  ])('%s', async (_what, method, path, body, status, code) => {
    const answer = await ask(path, own(), method, body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({
      status,
      code,
      title: expect.any(String),
      type: expect.any(String),
    });
    expect(answer.text).not.toContain('hunter2');
  });

  it('a body that is not JSON', async () => {
    const answer = await ask(
      '/api/auth/sign-in/email',
      { 'content-type': 'text/xml', origin: house.url },
      'POST',
      '<x/>',
    );
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('headers', () => {
  it.each(['/', '/health/live', '/api/me', '/api/nothing', '/api/docs'])('guard %s', async (path) => {
    const { headers } = await ask(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
    });
  });

  it('let a trusted origin look, without credentials, and nobody else', async () => {
    const looked = await ask('/api/me', { origin: LOOKER });
    expect(looked.headers['access-control-allow-origin']).toBe(LOOKER);
    expect(looked.headers['access-control-allow-credentials']).toBeUndefined();
    expect(
      (await ask('/api/me', { origin: 'https://evil.test' })).headers['access-control-allow-origin'],
    ).toBeUndefined();
    const preflight = await ask('/api/me', { origin: LOOKER, 'access-control-request-method': 'GET' }, 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toBe('GET, HEAD');
    expect((await ask('/api/me', { ...json, origin: LOOKER }, 'POST', '{}')).status).toBe(403);
  });
});

describe('pages', () => {
  it('under another name of this machine show where the house is served', async () => {
    const answer = await ask('/auctions/x?a="<b>', { host: `127.0.0.1:${house.port}` });
    expect(answer.status).toBe(421);
    expect(answer.text).toContain(`This house is served at ${house.url}`);
    expect(answer.text).toContain(`href="${house.url}/auctions/x`);
    expect(answer.text).not.toContain('<b>');
  });

  it('under a foreign name do so too, whatever a forwarding header of a stranger says', async () => {
    const answer = await ask('/', { host: 'evil.test', 'x-forwarded-host': `localhost:${house.port}` });
    expect(answer.status).toBe(421);
  });

  it('take no change from elsewhere', async () => {
    expect((await ask('/sign-in', { origin: 'http://evil.test' }, 'POST', 'a=b')).status).toBe(403);
  });
});

describe('for machines', () => {
  it('says that it lives and is ready', async () => {
    expect(JSON.parse((await ask('/health/live')).text)).toEqual({ live: true });
    expect(await ask('/health/ready')).toMatchObject({ status: 200, text: '{"ready":true,"reasons":[]}' });
  });

  it('shows its numbers here, not to what a proxy passes on', async () => {
    expect((await ask('/metrics')).text).toContain('process_cpu_user_seconds_total');
    expect((await ask('/metrics', { 'x-forwarded-for': '192.0.2.1' })).status).toBe(403);
  });

  it('describes its API, with a page that its own policy lets run', async () => {
    const document = JSON.parse((await ask('/api/openapi.json')).text) as { paths: Record<string, unknown> };
    expect(Object.keys(document.paths)).toContain('/api/auth/sign-in/email');
    const page = await ask('/api/docs');
    expect(page.text).toContain('swagger-ui-init.js');
    expect(page.text).not.toMatch(/<script>[^<]/);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    for (const file of ['swagger-ui-bundle.js', 'swagger-ui-init.js', 'swagger-ui.css']) {
      expect((await ask(`/api/docs/${file}`)).status).toBe(200);
    }
  });

  it('is not ready once it drains', async () => {
    await house.app.get(Lifecycle).drain();
    expect(await ask('/health/ready')).toMatchObject({ status: 503, text: '{"ready":false,"reasons":["draining"]}' });
  });
});
