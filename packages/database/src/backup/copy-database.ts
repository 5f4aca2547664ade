import { DatabaseUnavailable } from '../errors.ts';
import type { DatabaseOptions } from '../open-database.ts';
import type { PlainConnection } from './plain-connection.ts';
import { plainFolder } from './plain-folder.ts';
import { plainPostgres } from './plain-postgres.ts';
import { tablesOf, type Table } from './tables.ts';

/** Some rows of a table: the text of a JSON array, which is not to be written anew, since numbers in it may be long. */
export interface TablePiece {
  table: string;
  count: number;
  rows: string;
}

/** What a database held at one moment; the same for both kinds. */
export interface DatabaseCopy {
  /** Names of the migrations that had made it. */
  migrations: string[];
  pieces: AsyncIterable<TablePiece>;
}

const ROWS_AT_ONCE = 500;

/**
 * Hands all that a database holds at this moment to `take`. A PostgreSQL may be in use meanwhile; a data folder may not.
 * Nothing is migrated. Throws DatabaseUnavailable.
 */
export async function copyDatabase<T>(where: DatabaseOptions, take: (copy: DatabaseCopy) => Promise<T>): Promise<T> {
  const connection = await ('url' in where ? plainPostgres(where.url) : plainFolder(where.dataDir));
  try {
    await connection.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TimeZone = 'UTC';");
    const [made] = await connection.rows<{ there: boolean }>("SELECT to_regclass('migrations') IS NOT NULL AS there");
    if (!made?.there) throw new DatabaseUnavailable('There is no house in this database.');
    const names = await connection.rows<{ name: string }>('SELECT name FROM migrations ORDER BY name');
    return await take({ migrations: names.map(({ name }) => name), pieces: piecesOf(connection) });
  } finally {
    await connection.close();
  }
}

async function* piecesOf(connection: PlainConnection): AsyncGenerator<TablePiece> {
  const tables = await tablesOf(connection);
  for (const table of tables) {
    await connection.script(`DECLARE backup NO SCROLL CURSOR FOR ${selectOf(table, tables)}`);
    for (;;) {
      const rows = await connection.rows<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM backup`);
      if (rows.length === 0) break;
      yield { table: table.name, count: rows.length, rows: `[${rows.map(({ row }) => row).join(',')}]` };
    }
    await connection.script('CLOSE backup');
  }
}

/**
 * Numbers of transactions mean nothing in another database. So a place (txid, position) is written as how many rows of all
 * such tables lie before or at it: that keeps the order of the rows, and which of them each cursor has behind it.
 */
function selectOf({ name, columns, placed }: Table, tables: readonly Table[]): string {
  if (!placed)
    return `SELECT row_to_json(r)::text AS row FROM (SELECT ${columns.map(quoted).join(', ')} FROM ${name}) r`;
  const places = tables.filter((table) => table.placed);
  const union = places.map((table) => `SELECT txid, position FROM ${table.name}`).join(' UNION ALL ');
  const others = columns
    .filter((column) => column !== 'txid' && column !== 'position')
    .map((column) => `t.${quoted(column)}`);
  return `SELECT row_to_json(r)::text AS row FROM (
    SELECT ${[...others, 'p.place AS position'].join(', ')}
    FROM ${name} t JOIN (
      SELECT DISTINCT txid, position, count(*) OVER (ORDER BY txid, position) AS place FROM (${union}) u
    ) p ON p.txid = t.txid AND p.position = t.position ORDER BY p.place) r`;
}

const quoted = (column: string): string => `"${column}"`;
