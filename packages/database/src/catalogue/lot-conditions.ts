import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LotWish } from './finding.types.ts';
import { searchOf } from './words.ts';

/** What everybody sees as the price of a lot, under the name `l`: never a maximum, never a reserve. */
export const PUBLIC_PRICE = sql<number>`coalesce(l.price_minor, (l.state ->> 'openingMinor')::bigint)`;

/** A paused lot counts as open. */
export const FOUND_STATUS = sql<string>`CASE l.status WHEN 'paused' THEN 'open' ELSE l.status END`;

/** The lots, under the name `l`, that a wish is about. */
export function fits(wish: LotWish): RawBuilder<boolean> {
  const { text, auctionId, category, status, minMinor, maxMinor } = wish;
  const conditions = [sql<boolean>`l.status <> 'draft'`];
  if (text !== undefined) conditions.push(hasWords(text));
  if (auctionId !== undefined) conditions.push(sql<boolean>`l.auction_id = ${auctionId}`);
  if (category !== undefined) conditions.push(sql<boolean>`l.category = ${category}`);
  if (status === 'open') conditions.push(sql<boolean>`l.status IN ('open', 'paused')`);
  else if (status !== undefined) conditions.push(sql<boolean>`l.status = ${status}`);
  if (minMinor !== undefined) conditions.push(sql<boolean>`${PUBLIC_PRICE} >= ${minMinor}::bigint`);
  if (maxMinor !== undefined) conditions.push(sql<boolean>`${PUBLIC_PRICE} <= ${maxMinor}::bigint`);
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

function hasWords(text: string): RawBuilder<boolean> {
  const search = searchOf(text);
  if (search === null) return sql<boolean>`false`;
  return sql<boolean>`l.id IN (SELECT w.lot_id FROM lot_words w WHERE w.words @@ ${search}::tsquery)`;
}
