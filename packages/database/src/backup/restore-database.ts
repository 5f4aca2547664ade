import { DatabaseUnavailable } from '../errors.ts';
import type { DatabaseOptions } from '../open-database.ts';
import { bringForward, migrations } from '../schema/migrate.ts';
import type { DatabaseCopy, TablePiece } from './copy-database.ts';
import { renewAllEpochs } from './epochs.ts';
import type { PlainConnection } from './plain-connection.ts';
import { newFolder } from './plain-folder.ts';
import { plainPostgres } from './plain-postgres.ts';
import { makeRoom } from './make-room.ts';
import { tablesOf, type Table } from './tables.ts';

/**
 * Puts a copy where there is nothing yet, or with `force` in the place of what is there; whole or not at all. Every ledger
 * begins a new life (epoch), and what consumers have not read yet they read here. Throws DatabaseUnavailable.
 */
export async function restoreDatabase(
  where: DatabaseOptions,
  copy: DatabaseCopy,
  { force }: { force: boolean },
): Promise<void> {
  const known = migrations();
  const newer = copy.migrations.find((name) => !known.some((migration) => migration.name === name));
  if (newer) throw new DatabaseUnavailable(`The backup was made by a newer version (it has ${newer}).`);
  const asThen = known.filter(({ name }) => copy.migrations.includes(name));
  if ('url' in where) {
    const connection = await plainPostgres(where.url);
    try {
      await restoreInto(connection, asThen, copy, () => makeRoom(connection, force));
    } finally {
      await connection.close();
    }
    return;
  }
  const folder = await newFolder(where.dataDir, force);
  try {
    await restoreInto(folder, asThen, copy, async () => undefined);
    await folder.keep();
  } finally {
    await folder.close();
  }
}

async function restoreInto(
  connection: PlainConnection,
  asThen: ReturnType<typeof migrations>,
  copy: DatabaseCopy,
  prepare: () => Promise<void>,
): Promise<void> {
  // Nodes that start meanwhile wait for their migrations.
  await connection.script("BEGIN; SELECT pg_advisory_xact_lock(hashtext('rostrum:migrate'));");
  await prepare();
  await bringForward(connection, asThen);
  const tables = await tablesOf(connection);
  const names = tables.map(({ name }) => name).join(', ');
  // What follows from rows by triggers, and what migrations put there, is in the copy as well.
  for (const { name } of tables) await connection.script(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await connection.script(`TRUNCATE ${names}`);
  const byName = new Map(tables.map((table) => [table.name, table]));
  for await (const piece of copy.pieces) await insert(connection, byName.get(piece.table), piece);
  await countOn(connection, tables);
  await renewAllEpochs(connection);
  for (const { name } of tables) await connection.script(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  await connection.script('COMMIT');
  await connection.script('ANALYZE');
}

async function insert(
  connection: PlainConnection,
  table: Table | undefined,
  { table: name, rows }: TablePiece,
): Promise<void> {
  if (!table) throw new DatabaseUnavailable(`The backup is damaged: there is no table ${name}.`);
  const quoted = table.columns.map((column) => `"${column}"`);
  // Everything that was settled before comes before whatever this database decides from now on.
  const values = table.placed
    ? quoted.map((column) => (column === '"txid"' ? 'pg_current_xact_id()' : column))
    : quoted;
  await connection.rows(
    `INSERT INTO ${name} (${quoted.join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${values.join(', ')} FROM json_populate_recordset(NULL::${name}, $1::json)`,
    [rows],
  );
}

/** Columns that count by themselves go on behind what is there. */
async function countOn({ script }: PlainConnection, tables: readonly Table[]): Promise<void> {
  for (const { name, identities } of tables) {
    for (const column of identities) {
      await script(
        `SELECT setval(pg_get_serial_sequence('${name}', '${column}'), max("${column}")) FROM ${name} HAVING max("${column}") IS NOT NULL`,
      );
    }
  }
}
