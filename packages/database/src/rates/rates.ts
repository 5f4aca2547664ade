import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { statement } from '../engine/engine.ts';
import type { ProvidedRate, RatePast, RatePoint, RateProviderRow, RateRow } from './rates.types.ts';

const RECORD = '(currency text, rate text, at bigint, day text)';

const keepNewest = statement(
  'keep-newest-rates',
  `INSERT INTO rates (provider, currency, rate, at, day)
   SELECT $1, currency, rate, at, day FROM json_to_recordset($2::json) AS given ${RECORD} ORDER BY currency
   ON CONFLICT (provider, currency) DO UPDATE SET rate = excluded.rate, at = excluded.at, day = excluded.day
   WHERE excluded.at >= rates.at`,
);
/** Moments are rounded down to the grid, and the last rate of each stays. */
const keepPoints = statement(
  'keep-rate-points',
  `INSERT INTO rate_points (provider, currency, at, rate)
   SELECT $1, currency, at / $3::bigint * $3::bigint, rate::double precision
   FROM json_to_recordset($2::json) AS given ${RECORD} ORDER BY currency
   ON CONFLICT (provider, currency, at) DO UPDATE SET rate = excluded.rate`,
);
/** All but the last point of each step, older than a moment. */
const thinPoints = statement(
  'thin-rate-points',
  `DELETE FROM rate_points AS old USING (
     SELECT provider, currency, max(at) AS at FROM rate_points WHERE at < $1::bigint
     GROUP BY provider, currency, rate_points.at / $2::bigint
   ) AS kept
   WHERE old.at < $1::bigint AND old.provider = kept.provider AND old.currency = kept.currency
     AND old.at / $2::bigint = kept.at / $2::bigint AND old.at < kept.at`,
);

/** Currency rates: the newest of each provider, their past, and how the providers do. */
export class Rates {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /** The newest rate of every provider and currency. */
  newest(): Promise<ProvidedRate[]> {
    return this.#db
      .selectFrom('rates')
      .select(['provider', 'currency', 'rate', 'at', 'day'])
      .orderBy('provider')
      .orderBy('currency')
      .execute();
  }

  /** How a provider does; null where nothing was ever heard of it. */
  async provider(name: string): Promise<RateProviderRow | null> {
    const row = await this.#db
      .selectFrom('rate_providers')
      .select(['heard_at as heardAt', 'fault', 'etag', 'last_modified as lastModified'])
      .where('name', '=', name)
      .executeTakeFirst();
    return row ?? null;
  }

  /**
   * Keeps rates that a provider gave, as the newest (older ones are left alone) and for its past, where of all moments in
   * `gridMs` one stays. Every currency may be there once.
   */
  async keep(provider: string, rates: readonly RateRow[], gridMs: number): Promise<void> {
    if (rates.length === 0) return;
    const given = JSON.stringify(rates);
    await this.#engine.transaction(async (session) => {
      await Promise.all([
        session.run(keepNewest, [provider, given]),
        session.run(keepPoints, [provider, given, gridMs]),
      ]);
    });
  }

  /** Notes how a provider does; what is left out stays. */
  async note(name: string, change: Partial<RateProviderRow>): Promise<void> {
    const { heardAt, fault, etag, lastModified } = change;
    const columns = Object.fromEntries(
      Object.entries({ heard_at: heardAt, fault, etag, last_modified: lastModified }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    await this.#db
      .insertInto('rate_providers')
      .values({ name, ...columns })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ name, ...columns }))
      .execute();
  }

  /** Part of a provider's past, by currency, the oldest first. The one before `from`, if any, has its own moment. */
  async past(provider: string, { currencies, from, stepMs }: RatePast): Promise<RatePoint[]> {
    const { rows } = await sql<RatePoint>`
      SELECT currency, at, rate FROM unnest(${[...currencies]}::text[]) AS wanted (name)
      CROSS JOIN LATERAL (
        (SELECT DISTINCT ON (step) currency, at, rate FROM (
           SELECT currency, at, rate, at / ${stepMs}::bigint AS step FROM rate_points
           WHERE provider = ${provider} AND currency = wanted.name AND at >= ${from}::bigint
         ) AS steps ORDER BY step, at DESC)
        UNION ALL
        (SELECT currency, at, rate FROM rate_points
         WHERE provider = ${provider} AND currency = wanted.name AND at < ${from}::bigint
         ORDER BY at DESC LIMIT 1)
      ) AS points ORDER BY currency, at`.execute(this.#db);
    return rows;
  }

  /** Thins the past: of what is older than `before` (epoch ms), the last rate in each `stepMs` stays. */
  async thin(before: number, stepMs: number): Promise<void> {
    await this.#engine.transaction((session) => session.run(thinPoints, [before, stepMs]));
  }
}
