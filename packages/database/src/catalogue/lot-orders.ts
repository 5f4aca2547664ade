import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LotOrder } from './finding.types.ts';
import { PUBLIC_PRICE } from './lot-conditions.ts';

interface Key {
  of: RawBuilder<string | number>;
  type: 'string' | 'number';
}

const number = (of: RawBuilder<number>): Key => ({ of, type: 'number' });
const text = (of: RawBuilder<string>): Key => ({ of, type: 'string' });

/** Two lots never have the same keys, so that a page ends between two of them. */
const LAST: Key[] = [number(sql`l.number`), text(sql`l.id`)];

const RANK = sql<number>`CASE WHEN l.status IN ('open', 'paused') THEN 0 WHEN l.status = 'scheduled' THEN 1 ELSE 2 END`;
const MOMENT = sql<number>`CASE WHEN l.status IN ('open', 'paused') THEN l.ends_at WHEN l.status = 'scheduled'
  THEN l.starts_at ELSE -l.ends_at END`;

/** By what each order sorts, every key ascending. */
const KEYS: Readonly<Record<LotOrder, readonly Key[]>> = {
  number: LAST,
  ending: [number(RANK), number(MOMENT), ...LAST],
  price: [text(sql`(l.state ->> 'currency') COLLATE "C"`), number(PUBLIC_PRICE), ...LAST],
  bids: [number(sql`-(l.state ->> 'bidCount')::bigint`), ...LAST],
};

/** The types of an order's keys, for a cursor. */
export function keyTypes(order: LotOrder): ('string' | 'number')[] {
  return KEYS[order].map(({ type }) => type);
}

/** The keys as one array of a row, to be packed into a cursor. */
export function keysOf(order: LotOrder): RawBuilder<(string | number)[]> {
  return sql`json_build_array(${sql.join(KEYS[order].map(({ of }) => of))})`;
}

/** What to sort by. */
export function sorted(order: LotOrder): RawBuilder<unknown> {
  return sql.join(KEYS[order].map(({ of }) => of));
}

/** The lots behind a place. */
export function behind(order: LotOrder, place: readonly (string | number)[]): RawBuilder<boolean> {
  const keys = KEYS[order];
  const values = keys.map(({ type }, at) => (type === 'number' ? sql`${place[at]}::bigint` : sql`${place[at]}::text`));
  return sql<boolean>`(${sql.join(keys.map(({ of }) => of))}) > (${sql.join(values)})`;
}
