import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDaily } from './daily.ts';
import { NotingEar } from './ear.testing.ts';
import { FilePoll } from './file-poll.ts';
import { FileServer } from './file-server.testing.ts';

const NOW = Date.parse('2026-04-13T16:00:00Z');
const NOTHING = { etag: null, lastModified: null };
const PAUSES = { everyMs: 5, failedMs: 5, failedMaxMs: 10 };

const fileOf = (usd: unknown): string =>
  JSON.stringify({ date: '2026-04-13', eur: { usd, gbp: 0.8, jpy: 180, chf: 0.9 } });
const rest = 'CHF 0.9, GBP 0.8, JPY 180';

/** Nothing here is asserted to be quick. */
const SOON = { timeout: 20_000, interval: 5 };

describe('a provider of files', () => {
  let server: FileServer;
  let poll: FilePoll;
  let ear: NotingEar;
  beforeEach(async () => {
    server = await new FileServer().open();
    server.file = fileOf(1.1);
    ear = new NotingEar();
    poll = new FilePoll({ url: server.url, read: readDaily, now: () => NOW, pauses: PAUSES });
  });
  afterEach(async () => {
    poll.stop();
    await server.close();
  });
  const said = (...what: string[]) =>
    expect.poll(() => ear.said.filter((word, i) => word !== ear.said[i - 1]), SOON).toEqual(what);

  it('gives its rates once, and asks only whether they changed', async () => {
    poll.start(ear, NOTHING);
    await said(`${rest}, USD 1.1`, 'confirmed');
    expect(server.asked[0]).not.toHaveProperty('if-none-match');
    expect(server.asked[0]).not.toHaveProperty('if-modified-since');
    expect(server.asked[1]).toMatchObject({ 'if-none-match': /^"/, 'if-modified-since': server.lastModified });
    expect(server.asked[1]!['user-agent']).toMatch(/^Rostrum/);
    server.file = fileOf(1.2);
    await said(`${rest}, USD 1.1`, 'confirmed', `${rest}, USD 1.2`, 'confirmed');
  });

  it('remembers beyond a restart what it has', async () => {
    poll.start(ear, NOTHING);
    await expect.poll(() => server.asked.length, SOON).toBeGreaterThan(1);
    const etag = String(server.asked[1]!['if-none-match']);
    poll.stop();
    const later = new NotingEar();
    poll.start(later, { etag, lastModified: null });
    await expect.poll(() => later.said, SOON).toContain('confirmed');
    expect(later.said[0]).toBe('confirmed');
  });

  it.each([
    ['an error of its own', 'unreachable', (_: unknown, response) => response.writeHead(503).end('mending')],
    ['that it is not there', 'refused', (_: unknown, response) => response.writeHead(404).end('no')],
    ['something else', 'malformed', (_: unknown, response) => response.end('<html>')],
    ['a decimal comma', 'malformed', (_: unknown, response) => response.end(fileOf('1,1'))],
    ['bytes that are no text', 'malformed', (_: unknown, response) => response.end(Buffer.from([0x7b, 0xff, 0xfe]))],
    ['too much', 'malformed', (_: unknown, response) => response.end(' '.repeat(600_000))],
    [
      'half of it',
      'unreachable',
      (_: unknown, response) =>
        response.writeHead(200, { 'content-length': '90' }).write('{"date"', () => response.destroy()),
    ],
    ['nothing at all', 'unreachable', (request) => request.socket.destroy()],
  ] satisfies [string, string, FileServer['instead'][number]][])(
    'answers %s: what it gave before stands, and it is asked again',
    async (_, fault, answer) => {
      poll.start(ear, NOTHING);
      await said(`${rest}, USD 1.1`, 'confirmed');
      server.instead.push(answer);
      await said(`${rest}, USD 1.1`, 'confirmed', `failed ${fault}`, 'confirmed');
    },
  );

  it('is asked for the whole file again where the last one was not taken', async () => {
    server.instead.push((_, response) => response.writeHead(200, { etag: '"broken"' }).end('{}'));
    poll.start(ear, NOTHING);
    await said('failed malformed', `${rest}, USD 1.1`, 'confirmed');
    expect(server.asked[1]).not.toHaveProperty('if-none-match');
  });

  it('is away for a while', async () => {
    await server.close();
    poll.start(ear, NOTHING);
    await said('failed unreachable');
    await server.open();
    await said('failed unreachable', `${rest}, USD 1.1`, 'confirmed');
  });

  it('says nothing once it is stopped, even in the middle of an answer', async () => {
    const asked = new Promise<void>((resolve) => server.instead.push(() => resolve()));
    poll.start(ear, NOTHING);
    await asked;
    poll.stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(ear.said).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });
});
