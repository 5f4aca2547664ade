import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
import { createHouseClient, type HouseClient } from '@rostrum/client';
import { freePort } from '@rostrum/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entrances, type Entrance } from './entrances.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { bidders, send, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

const postgres = process.env.TEST_DATABASE_URL;
const redis = process.env.TEST_REDIS_URL;
const proxies = entrances.filter(({ scheme }) => scheme === 'https');
const WATCHERS = 12;

describe.each(proxies)('two nodes behind $name, as docs/operations.md has it', (kind) => {
  describe.skipIf(!postgres || !redis || !kind.found)(
    `(needs TEST_DATABASE_URL, TEST_REDIS_URL and ${kind.name})`,
    () => {
      let database: OwnDatabase;
      let entrance: Entrance;
      let url: string;
      let port: number;
      let lotId: string;
      let people: Visitor[];
      const houses: HouseProcess[] = [];
      const clients: HouseClient[] = [];

      beforeAll(async () => {
        database = await ownDatabase(postgres!);
        const lots = [{ title: 'A clock', openingMinor: 1_000, closesInMs: 3_600_000 }];
        const sale = await putSale({ url: database.url }, { lots });
        lotId = sale.lotIds[0]!;
        port = await freePort();
        url = `https://localhost:${port}`;
        const env = {
          PUBLIC_URL: url,
          DATABASE_URL: database.url,
          REDIS_URL: redis!,
          TRUSTED_PROXIES: '127.0.0.1',
          DRAIN_SECONDS: '3',
        };
        houses.push(await aHouse(env), await aHouse(env));
        for (const house of houses) await house.start();
        entrance = kind.at(port);
        await entrance.open(houses.map((house) => house.port));
        people = await bidders(url, sale.slug, 2);
      });
      afterAll(async () => {
        for (const client of clients) client.close();
        await entrance?.close();
        for (const house of houses) await house.remove();
        await database?.drop();
      });

      /** Open sockets on `/lots` of a node, as it counts them. */
      const sockets = async (house: HouseProcess): Promise<number> => {
        const text = await (await fetch(`http://localhost:${house.port}/metrics`)).text();
        const lines = text.split('\n').filter((line) => /^auction_ws_connections\{.*"\/lots"/.test(line));
        return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
      };

      test('serves pages, cookies that only travel over TLS, and no numbers', async () => {
        const page = await fetch(`${url}/lots/${lotId}`);
        expect(page.status).toBe(200);
        expect(await page.text()).toContain('A clock');
        const { email } = people[0]!;
        const answer = await send(url, '/api/auth/sign-in/email', { email, password: 'journey-journey-journey' });
        expect(answer.headers.getSetCookie().join()).toMatch(/; ?Secure/i);
        expect((await fetch(`${url}/metrics`)).status).toBe(404);
        expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      });

      test('spreads sockets over both nodes, and a bid on one is seen from both', async () => {
        for (let n = 0; n < WATCHERS; n++) {
          const client = createHouseClient({ url, headers: { origin: url } });
          clients.push(client);
          client.lots.watch({ lots: [lotId] });
        }
        await until(() => clients.every((client) => client.lots.get(lotId)), 'every watcher has the lot');
        await until(
          async () => (await sockets(houses[0]!)) + (await sockets(houses[1]!)) === WATCHERS,
          'all are counted',
        );
        for (const house of houses) expect(await sockets(house)).toBeGreaterThan(WATCHERS / 4);
        const body = { id: randomUUID(), lotId, maxMinor: 5_000, currency: 'USD' };
        expect((await send(url, `/api/lots/${lotId}/bids`, body, people[0]!.cookie)).status).toBe(200);
        await until(() => clients.every((client) => client.lots.get(lotId)!.priceMinor === 1_000), 'all see the bid');
      });

      test('the house knows whoever came, not what he says of himself', async () => {
        const headers = { origin: 'https://evil.test', 'x-forwarded-for': '203.0.113.9' };
        const upgrade = { ...headers, upgrade: 'websocket', connection: 'Upgrade' };
        const key = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
        const refused = await new Promise<number | undefined>((resolve, reject) => {
          const path = '/socket.io/?EIO=4&transport=websocket';
          const options = { host: '127.0.0.1', port, path, localAddress: '127.0.0.2', servername: 'localhost' };
          request({ ...options, headers: { ...upgrade, ...key, host: `localhost:${port}` } })
            .on('response', (answer) => resolve(answer.statusCode))
            .on('upgrade', (_answer, socket) => {
              socket.destroy();
              resolve(101);
            })
            .on('error', reject)
            .end();
        });
        expect(refused).toBeGreaterThanOrEqual(400);
        const logged = () => houses.map((house) => house.output()).join('');
        await until(() => logged().includes('a handshake was refused'), 'the refusal is logged');
        expect(logged()).toContain('"ip":"127.0.0.2"');
        expect(logged()).not.toContain('203.0.113.9');
      });

      test('a node that drains sends its watchers to the other one, and takes new ones once it is back', async () => {
        const [leaving, staying] = [houses[0]!, houses[1]!];
        const statuses: number[] = [];
        const enough = new AbortController();
        const asks = (async () => {
          for (; !enough.signal.aborted; await new Promise((resolve) => setTimeout(resolve, 20))) {
            statuses.push((await fetch(`${url}/api/lots/${lotId}`)).status);
          }
        })();
        expect(await leaving.stop()).toBe(0);
        await until(async () => (await sockets(staying)) === WATCHERS, 'all watchers are on the other node', 60_000);
        await leaving.start();
        // The proxy looks again only after a while; until then visitors are sent to the other one.
        const comes = async (): Promise<boolean> => {
          clients.push(createHouseClient({ url, headers: { origin: url } }));
          await new Promise((resolve) => setTimeout(resolve, 500));
          return (await sockets(leaving)) > 0;
        };
        await until(comes, 'a new watcher comes to it', 60_000);
        enough.abort();
        await asks;
        expect(statuses.length).toBeGreaterThan(50);
        expect(new Set(statuses)).toEqual(new Set([200]));
        expect(clients.slice(0, WATCHERS).every((client) => client.counters.snapshots === 1)).toBe(true);
      });
    },
  );
});
