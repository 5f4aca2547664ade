import { spawnSync } from 'node:child_process';
import { createHouseClient, type BidResult, type HouseClient } from '@rostrum/client';
import { freePort } from '@rostrum/testing';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { entrances, type Entrance } from './entrances.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { eventsOf, lotOf } from './ledger.ts';
import { nextVersion, type Version } from './next-version.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { bidders } from './people.ts';
import { putSale } from './sale.ts';

const postgres = process.env.TEST_DATABASE_URL;
/** Bids that must have been answered before a node goes, and after it is back. */
const BETWEEN = 60;
/** Above the highest step of the ladder. */
const STEP_MINOR = 10_000;

/** What the next version does to the tables that every bid uses, in another order than the one in which a bid takes them. */
const NEXT_SCHEMA = `
  ALTER TABLE commands ADD COLUMN next_note text;
  ALTER TABLE lot_events ADD COLUMN next_note text;
  ALTER TABLE lots ADD COLUMN next_note text DEFAULT 'next';
  CREATE INDEX next_events ON lot_events (lot_id, at);
  CREATE TABLE next_things (id bigint PRIMARY KEY);`;

/** The receipts of accepted bids as PostgreSQL holds them, by the ids of their commands. */
async function storedIds(url: string): Promise<string[]> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  const { rows } = await database.query<{ id: string }>(
    `SELECT id FROM commands WHERE (receipt::json->>'ok')::boolean ORDER BY id`,
  );
  await database.end();
  return rows.map(({ id }) => id);
}

describe.each(entrances)('an upgrade while people bid, behind $name', (kind) => {
  describe.skipIf(!postgres || !kind.found)(`(needs TEST_DATABASE_URL and ${kind.name})`, () => {
    let database: OwnDatabase;
    let entrance: Entrance;
    let next: Version;
    const houses: HouseProcess[] = [];
    const clients: HouseClient[] = [];
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close();
      await entrance?.close();
      for (const house of houses.splice(0)) await house.remove();
      await database?.drop();
      next?.remove();
    });

    test('one node after the other gets the next version; no bid is lost, none counts twice, no watcher misses one', async () => {
      database = await ownDatabase(postgres!);
      next = nextVersion(NEXT_SCHEMA);
      const lots = Array.from({ length: 3 }, (_, index) => ({
        title: `Thing ${index + 1}`,
        openingMinor: 100,
        closesInMs: 3_600_000,
      }));
      const { slug, lotIds } = await putSale({ url: database.url }, { lots });
      const port = await freePort();
      const url = `${kind.scheme}://localhost:${port}`;
      const env = {
        PUBLIC_URL: url,
        DATABASE_URL: database.url,
        TRUSTED_PROXIES: '127.0.0.1',
        DRAIN_SECONDS: '3',
        BIDS_PER_SECOND: '1000',
        SIGN_INS_PER_MINUTE: '1000',
      };
      houses.push(await aHouse(env), await aHouse(env));
      for (const house of houses) await house.start();
      entrance = kind.at(port);
      await entrance.open(houses.map((house) => house.port));
      const people = await bidders(url, slug, 6);

      const seen = new Map<string, number[]>(lotIds.map((id) => [id, []]));
      const watcher = createHouseClient({ url, headers: { origin: url } });
      clients.push(watcher);
      watcher.lots.watch({ lots: lotIds }, ({ lotId, events }) =>
        seen.get(lotId)!.push(...events.map(({ version }) => version)),
      );
      await until(() => lotIds.every((id) => watcher.lots.get(id)), 'the watcher has every lot');

      const results: BidResult[] = [];
      let turns = 0;
      const enough = new AbortController();
      const runs = people.map(async ({ cookie }) => {
        const client = createHouseClient({ url, signedIn: true, headers: { origin: url, cookie } });
        clients.push(client);
        // Each maximum is a full step above the one before it, so that whoever comes in order is accepted.
        while (!enough.signal.aborted) {
          const turn = turns++;
          results.push(await client.bid(lotIds[turn % lotIds.length]!, 100 + turn * STEP_MINOR, 'USD'));
        }
      });
      const more = async () => {
        const before = results.length;
        await until(() => results.length >= before + BETWEEN, 'bids go on being answered', 60_000);
      };
      await more();
      for (const house of houses) {
        expect(await house.stop()).toBe(0);
        await more();
        await house.start(next.folder);
        await more();
      }
      enough.abort();
      await Promise.all(runs);

      // Every bid has its answer, and nobody is left in doubt. BUSY is a node that was about to end: it took nothing. A bid
      // that was asked about and had not arrived is cancelled by the asking.
      const refused = results.flatMap((result) => (result.ok ? [] : [result.error.code]));
      expect(refused.filter((code) => !['BID_TOO_LOW', 'BUSY', 'BID_EXPIRED'].includes(code))).toEqual([]);
      const busy = refused.filter((code) => code !== 'BID_TOO_LOW').length;
      expect(busy).toBeLessThan(results.length / 20);
      // What people were told was accepted is what the house holds: nothing more, nothing less, nothing twice.
      const accepted = results.flatMap((result) => (result.ok ? [result.receipt] : []));
      expect(accepted.length).toBeGreaterThan(BETWEEN);
      expect(accepted.map(({ commandId }) => commandId).toSorted()).toEqual(await storedIds(database.url));
      for (const lotId of lotIds) {
        const events = await eventsOf(url, lotId);
        expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
        const placed = events.filter(({ type }) => type === 'BidPlaced').map(({ version }) => version);
        const receipts = accepted.filter((receipt) => receipt.lotId === lotId);
        // A leader's own raise need not be seen: its receipt names the version that was there.
        const versions = receipts.map(({ version }) => version).toSorted(byNumber);
        expect([...new Set(versions)]).toEqual(placed);
        const shown = receipts.filter(({ outcome }) => outcome !== 'raised').map(({ version }) => version);
        expect(new Set(shown).size).toBe(shown.length);
        await until(() => watcher.lots.get(lotId)?.version === events.length, 'the watcher has it all');
        const heard = seen.get(lotId)!;
        expect(heard).toEqual(events.slice(-heard.length).map(({ version }) => version));
        expect(watcher.lots.get(lotId)!.checksum).toBe((await lotOf(url, lotId)).checksum);
      }
      expect(watcher.counters).toMatchObject({ checksumMismatches: 0, snapshots: lotIds.length });
      const { DATA_DIR: _folder, ...rest } = process.env;
      const verify = spawnSync(process.execPath, ['packages/database/bin/verify.ts'], {
        cwd: next.folder,
        encoding: 'utf8',
        env: { ...rest, DATABASE_URL: database.url },
      });
      expect(verify.status, verify.stdout + verify.stderr).toBe(0);
      console.log(
        `${kind.name}: ${accepted.length} bids accepted, ${busy} busy, ${refused.length - busy} too low, over two nodes replaced`,
      );
    }, 240_000);
  });
});

const byNumber = (a: number, b: number): number => a - b;
