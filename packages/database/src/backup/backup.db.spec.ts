import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addAuction, addLot, addPerson, differences, place } from '../contract/sale.testing.ts';
import { postgresHouse, raw, type TestHouse } from '../contract/test-house.testing.ts';
import { Database } from '../database.ts';
import type { DatabaseOptions } from '../open-database.ts';
import { migrations } from '../schema/migrate.ts';
import { openPglite } from '../schema/open-pglite.ts';
import { openPostgres } from '../schema/open-postgres.ts';
import { copyDatabase, type DatabaseCopy, type TablePiece } from './copy-database.ts';
import { restoreDatabase } from './restore-database.ts';

const serverUrl = process.env.TEST_DATABASE_URL;

/** Where a house is kept, opened when it is wanted. */
interface Site {
  where: DatabaseOptions;
  /** Opens the house that is there, for as long as `use` runs. */
  open<T>(use: (house: TestHouse) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

async function folderSite(): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-backup-'));
  return {
    where: { dataDir },
    open: async (use) => closing((await openPglite(dataDir, 0)).engine, null, use),
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function postgresSite(): Promise<Site> {
  const house = await postgresHouse(serverUrl ?? '');
  await house.engine.kysely.destroy();
  const url = house.url ?? '';
  return {
    where: { url },
    open: async (use) => closing(await openPostgres(url, 3), url, use),
    remove: async () => void (await house.close().catch(() => undefined)),
  };
}

async function closing<T>(
  engine: TestHouse['engine'],
  url: string | null,
  use: (house: TestHouse) => Promise<T>,
): Promise<T> {
  try {
    const connect = () => Promise.reject(new Error('no other connection'));
    return await use({ database: new Database(engine), engine, connect, url, close: () => engine.close() });
  } finally {
    await engine.close();
  }
}

/** A copy as it would be read from a file. */
async function copied(where: DatabaseOptions): Promise<DatabaseCopy> {
  return copyDatabase(where, async ({ migrations: names, pieces }) => {
    const kept: TablePiece[] = [];
    for await (const piece of pieces) kept.push(piece);
    return {
      migrations: names,
      pieces: (async function* () {
        yield* kept;
      })(),
    };
  });
}

/** All rows of all tables, as texts; without what a restore gives anew. */
async function everything(house: TestHouse): Promise<Record<string, string[]>> {
  const tables = await raw<{ name: string }>(
    house,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1`,
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await raw<{ row: string }>(house, `SELECT row_to_json(t)::text AS row FROM ${name} t`);
    const told = rows.map(({ row }) =>
      row
        .replace(/,?"(txid|position)":("\d+"|\d+)/g, '')
        .replace(name === 'chat_messages' ? '' : /"epoch":"\w{8}"/, ''),
    );
    found[name] = told.toSorted();
  }
  return found;
}

/** A sale with a hidden raise, talk, and a consumer in the middle of the ledger. Answers the lot. */
async function aSale(house: TestHouse): Promise<string> {
  const [ada, bo] = [await addPerson(house), await addPerson(house)];
  const auction = await addAuction(house, [ada, bo]);
  const { id } = await addLot(house, auction);
  await place(house.database, id, [
    { personId: ada, maxMinor: 2_000 },
    { personId: ada, maxMinor: 9_000 },
  ]);
  await place(house.database, id, [{ personId: bo, maxMinor: 3_000 }]);
  await raw(
    house,
    `INSERT INTO chat_rooms (room, auction_id, lot_id, version) VALUES ('lot:${id}', '${auction.id}', '${id}', 0)`,
  );
  await raw(house, `INSERT INTO settings VALUES ('auth.secret', '"kept"')`);
  await raw(house, `INSERT INTO rate_points VALUES ('ecb', 'USD', 0, 1.1684000000000003)`);
  await house.database.consumers.run('half', 2, async () => undefined);
  // The one with the higher number was committed first, and only it has been planned for.
  await raw(
    house,
    `INSERT INTO notices (id, person_id, lot_id, seq, topic, at, position, txid) OVERRIDING SYSTEM VALUE
     VALUES ('first', '${ada}', '${id}', 1, 'outbid', 0, 90, '600'), ('then', '${ada}', '${id}', 2, 'outbid', 0, 20, '601')`,
  );
  await raw(house, `UPDATE deliveries_planned SET txid = '600', position = 90`);
  return id;
}

const bidAgain = async (house: TestHouse, lotId: string, maxMinor: number): Promise<void> => {
  const [person] = await raw<{ id: string }>(
    house,
    `SELECT person_id AS id FROM registrations ORDER BY paddle LIMIT 1`,
  );
  await place(house.database, lotId, [{ personId: person?.id ?? '', maxMinor }]);
};

const epochsOf = (house: TestHouse) =>
  raw<{ epoch: string }>(house, 'SELECT epoch FROM lots UNION ALL SELECT epoch FROM chat_rooms');

const pairs: [string, string][] = serverUrl
  ? [
      ['PGlite', 'PGlite'],
      ['PostgreSQL', 'PostgreSQL'],
      ['PGlite', 'PostgreSQL'],
      ['PostgreSQL', 'PGlite'],
    ]
  : [['PGlite', 'PGlite']];
const make = (kind: string): Promise<Site> => (kind === 'PGlite' ? folderSite() : postgresSite());

describe('a backup', () => {
  const sites: Site[] = [];
  const site = async (kind: string): Promise<Site> => {
    const made = await make(kind);
    sites.push(made);
    return made;
  };
  afterEach(async () => {
    for (const { remove } of sites.splice(0)) await remove();
  });

  it.each(pairs)(
    'of %s restored to %s holds every row, byte for byte, under new epochs',
    async (from, to) => {
      const source = await site(from);
      const target = from === to ? source : await site(to);
      const { lotId, before, epochs } = await source.open(async (house) => ({
        lotId: await aSale(house),
        before: await everything(house),
        epochs: await epochsOf(house),
      }));
      const copy = await copied(source.where);
      await source.open((house) => bidAgain(house, lotId, 20_000));

      if (target === source)
        await expect(restoreDatabase(target.where, copy, { force: false })).rejects.toThrow('--force');
      await restoreDatabase(target.where, copy, { force: true });

      await target.open(async (house) => {
        expect(await everything(house)).toEqual(before);
        expect(await differences(house, [lotId])).toEqual([]);
        for (const { epoch } of await epochsOf(house)) expect(epochs.map((old) => old.epoch)).not.toContain(epoch);
        const ahead = await raw(
          house,
          `SELECT n.id FROM notices n, deliveries_planned p WHERE (n.txid, n.position) > (p.txid, p.position)`,
        );
        expect(ahead).toEqual([{ id: 'then' }]);
        // What was read stays read, the rest comes once and in order, and so does what is new.
        const seen: number[] = [];
        const read = () =>
          house.database.consumers.run('half', 9, async (events) => void seen.push(...events.map(({ seq }) => seq)));
        await read();
        const ledger = await house.database.ledger.events(lotId, { limit: 99 });
        expect(seen).toEqual(ledger.map(({ seq }) => seq).slice(2));
        await bidAgain(house, lotId, 30_000);
        await read();
        expect(seen).toEqual((await house.database.ledger.events(lotId, { limit: 99 })).map(({ seq }) => seq).slice(2));
        await expect(raw(house, 'DELETE FROM lot_events')).rejects.toThrow('append-only');
      });
    },
    120_000,
  );

  it('is refused while a house holds the folder, and where there is none', async () => {
    const { where, open } = await site('PGlite');
    await expect(copied(where)).rejects.toThrow('There is no house');
    await open(async () => {
      await expect(copied(where)).rejects.toThrow('is used by another house');
      const none = { migrations: [], pieces: (async function* () {})() };
      await expect(restoreDatabase(where, none, { force: true })).rejects.toThrow('is used by another house');
    });
  });

  it('leaves everything as it was where a restore fails', async () => {
    for (const kind of serverUrl ? ['PGlite', 'PostgreSQL'] : ['PGlite']) {
      const { where, open } = await site(kind);
      const before = await open(async (house) => {
        await aSale(house);
        return everything(house);
      });
      const copy = await copied(where);
      const torn = async function* () {
        for await (const piece of copy.pieces) {
          yield piece;
          if (piece.table === 'lots') throw new Error('the file ends here');
        }
      };
      await expect(restoreDatabase(where, { ...copy, pieces: torn() }, { force: true })).rejects.toThrow('ends here');
      expect(await open(everything)).toEqual(before);
      if ('dataDir' in where) expect(readdirSync(where.dataDir)).toEqual(['database']);
    }
  }, 60_000);

  it('of an older version comes back as it was then, and is brought forward at the next start', async () => {
    const { where, open } = await site('PGlite');
    const lotId = await open(aSale);
    const copy = await copied(where);
    const old = copy.migrations.slice(0, -1);
    const pieces = async function* () {
      for await (const piece of copy.pieces) if (!/deliver|push|notice_settings/.test(piece.table)) yield piece;
    };
    await restoreDatabase(where, { migrations: old, pieces: pieces() }, { force: true });
    await open(async (house) => {
      expect(await differences(house, [lotId])).toEqual([]);
      expect(await raw(house, 'SELECT * FROM migrations')).toHaveLength(migrations().length);
    });
    const newer = { migrations: [...old, '9999-from-tomorrow'], pieces: pieces() };
    await expect(restoreDatabase(where, newer, { force: true })).rejects.toThrow('made by a newer version');
  }, 60_000);
});

describe.skipIf(!serverUrl)('a PostgreSQL (skipped: TEST_DATABASE_URL is not set)', () => {
  it('is not emptied for a restore while a node uses it, nor where it is no house', async () => {
    const { where, open, remove } = await postgresSite();
    try {
      const copy = await copied(where);
      await open(async (house) => {
        await house.database.ping(5_000);
        await expect(restoreDatabase(where, copy, { force: true })).rejects.toThrow('stop all its nodes');
        await raw(house, 'DROP TABLE lot_events CASCADE');
      });
      await expect(restoreDatabase(where, copy, { force: true })).rejects.toThrow('is no house');
    } finally {
      await remove();
    }
  });
});
