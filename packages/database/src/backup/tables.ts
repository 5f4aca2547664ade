import type { PlainConnection } from './plain-connection.ts';

/** A table as a backup sees it. */
export interface Table {
  name: string;
  /** In the order of the table, without those that the database computes. */
  columns: string[];
  /** Columns that count up by themselves. */
  identities: string[];
  /** Whether its rows stand in the order of their transactions, or name a place in such an order. */
  placed: boolean;
}

interface Found {
  name: string;
  columns: { name: string; identity: boolean; type: string }[];
  needs: string[];
}

const READ = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'identity', a.attidentity <> '', 'type', a.atttypid::regtype::text)
       ORDER BY a.attnum)
     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    coalesce((SELECT json_agg(DISTINCT f.relname) FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
     WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid), '[]') AS needs
  FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
  ORDER BY c.relname`;

/** The tables of a house, each behind those that it refers to. */
export async function tablesOf({ rows }: Pick<PlainConnection, 'rows'>): Promise<Table[]> {
  const waiting = new Map((await rows<Found>(READ)).map((found) => [found.name, found]));
  const sorted: Table[] = [];
  const take = ({ name, columns, needs }: Found): void => {
    if (!waiting.delete(name)) return;
    for (const needed of needs.map((other) => waiting.get(other))) if (needed) take(needed);
    const has = (column: string, type: string) => columns.some((one) => one.name === column && one.type === type);
    sorted.push({
      name,
      columns: columns.map((column) => column.name),
      identities: columns.filter(({ identity }) => identity).map((column) => column.name),
      placed: has('txid', 'xid8') && has('position', 'bigint'),
    });
  };
  for (const found of waiting.values()) take(found);
  return sorted;
}
