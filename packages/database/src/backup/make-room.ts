import { DatabaseUnavailable } from '../errors.ts';
import type { PlainConnection } from './plain-connection.ts';

/** Things of this schema that no extension brought. */
const OWN = (catalogue: string, at: string) =>
  `${at} = current_schema()::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d
     WHERE d.classid = '${catalogue}'::regclass AND d.objid = o.oid AND d.deptype = 'e')`;

const EMPTY = `
  DO $$ DECLARE it record; BEGIN
    FOR it IN SELECT o.oid::regclass AS name FROM pg_class o WHERE o.relkind = 'v' AND ${OWN('pg_class', 'o.relnamespace')} LOOP
      EXECUTE 'DROP VIEW IF EXISTS ' || it.name || ' CASCADE';
    END LOOP;
    FOR it IN SELECT o.oid::regclass AS name FROM pg_class o WHERE o.relkind = 'r' AND ${OWN('pg_class', 'o.relnamespace')} LOOP
      EXECUTE 'DROP TABLE IF EXISTS ' || it.name || ' CASCADE';
    END LOOP;
    FOR it IN SELECT o.oid::regprocedure AS name FROM pg_proc o WHERE ${OWN('pg_proc', 'o.pronamespace')} LOOP
      EXECUTE 'DROP FUNCTION IF EXISTS ' || it.name || ' CASCADE';
    END LOOP;
  END $$`;

/**
 * Empties a PostgreSQL for a restore, within its transaction. Throws DatabaseUnavailable where a house is there and `force`
 * is not given, where what is there is no house, and while a node uses it.
 */
export async function makeRoom({ rows, script }: PlainConnection, force: boolean): Promise<void> {
  const [found] = await rows<{ tables: number; house: boolean; nodes: number }>(`
    SELECT (SELECT count(*)::int FROM pg_class o WHERE o.relkind IN ('r', 'v') AND ${OWN('pg_class', 'o.relnamespace')}) AS tables,
      to_regclass('migrations') IS NOT NULL AND to_regclass('lot_events') IS NOT NULL AS house,
      (SELECT count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'rostrum' AND pid <> pg_backend_pid()) AS nodes`);
  if (!found || found.tables === 0) return;
  if (!found.house) throw new DatabaseUnavailable('This database holds something that is no house; give an empty one.');
  if (found.nodes > 0) throw new DatabaseUnavailable('A house uses this database; stop all its nodes first.');
  if (!force) throw new DatabaseUnavailable('There is a house in this database; --force replaces it.');
  await script(EMPTY);
}
