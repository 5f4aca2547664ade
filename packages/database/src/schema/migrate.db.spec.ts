import { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../errors.ts';
import { migrate, migrations } from './migrate.ts';
import type { ScriptRunner } from './migrate.ts';

/** What a database holds from the time of each migration; the later ones must leave it as it is. */
const LEFT_BY: Record<string, string> = {
  '0001-people': `
    INSERT INTO people (id, name, email) VALUES ('ada', 'Ada', 'ada@people.test');
    INSERT INTO sessions (id, person_id, token, expires_at) VALUES ('s', 'ada', 'token', '2030-01-01');
    SELECT revoke_session('ada', NULL, 'role');`,
  '0002-catalogue': `
    INSERT INTO auctions VALUES ('a', 'slug', 'A', '', '', '', 'EUR', 2, 'Europe/Berlin', 0, 1, 0,
      '{"kind":"flat","stepMinor":1}', 'allow', 'hold', '{}', '{}', 102, false, 0);
    INSERT INTO registrations (auction_id, person_id, paddle) VALUES ('a', 'ada', 101);
    INSERT INTO lots VALUES ('l', 'a', 1, 'L', '', '', NULL, NULL, '', '{}', '0123abcd', 1, 1, 'open', 0, 1,
      NULL, NULL, NULL, '{"id":"l"}');
    INSERT INTO lot_bidders VALUES ('ada', 'l');`,
  '0003-ledger': `
    INSERT INTO lot_events (lot_id, seq, version, at, type, public, secret) VALUES ('l', 1, 1, 0, 'LotScheduled', '{}', '{}');
    INSERT INTO commands (person_id, id, lot_id, request_hash, receipt) VALUES ('ada', 'c', 'l', 'h', 'ok');
    INSERT INTO consumers VALUES ('notices', '7', 1);`,
  '0004-notices-and-house': `
    INSERT INTO notices (id, person_id, lot_id, seq, topic, at) VALUES ('n', 'ada', 'l', 1, 'outbid', 0);
    UPDATE house SET alive_at = '2030-01-01';
    INSERT INTO settings VALUES ('name', '"A house"');`,
  '0011-finding': `INSERT INTO lot_words VALUES ('l', array_to_tsvector('{lot}'));`,
  '0010-mail': `
    INSERT INTO mails (id, person_id, kind, cause, about, locale, data, status, next_at, expires_at, created_at)
      VALUES ('m', 'ada', 'outbid', 'l:1:ada', 'l', 'en', '{"priceMinor": 1}', 'queued', 0, 1, 0);
    INSERT INTO mail_openings VALUES ('m', 'ada', 1);
    INSERT INTO people_seen VALUES ('ada', 1);`,
  '0012-uploads': `
    INSERT INTO pictures VALUES ('h', 1, 1, '{1}', '', 'data:', NULL);
    INSERT INTO unused_pictures (hash) VALUES ('h');`,
  '0014-watchlist': `
    INSERT INTO watched_lots (person_id, lot_id) VALUES ('ada', 'l');
    INSERT INTO closing_told VALUES ('l', 0);`,
  '0015-preferences': `INSERT INTO notice_preferences VALUES ('ada', 'outbid', 'toast', false);`,
  '0020-rates': `
    INSERT INTO rates VALUES ('ecb', 'USD', '1.1684', 0, '2026-04-13');
    INSERT INTO rate_points VALUES ('ecb', 'USD', 0, 1.1684);
    INSERT INTO rate_providers VALUES ('ecb', 0, NULL, NULL, NULL);`,
  '0027-deliveries': `
    INSERT INTO notice_settings VALUES ('ada', 'daily', 1320, 420, 'Europe/Berlin');
    INSERT INTO notice_deliveries VALUES ('n', 'mail', 'ada', false, 'given', NULL, 0, 0, 'm');
    INSERT INTO push_subscriptions VALUES ('ps', 'ada', 's', 'https://push.test', 'k', 'a', '', 0);
    INSERT INTO pushes (id, bundle_id, kind, person_id, subscription_id, urgent, next_at, expires_at, created_at)
      VALUES ('p', 'b', 'outbid', 'ada', 'ps', false, 0, 1, 0);`,
  '0026-notices-of-auctions': `
    INSERT INTO notices (id, person_id, auction_id, seq, topic, at, urgent, talk)
      VALUES ('of', 'ada', 'a', 0, 'auction', 0, true, '{"room":"auction:a"}');`,
  '0023-chat': `
    INSERT INTO chat_rooms (room, auction_id, lot_id, version) VALUES ('lot:l', 'a', 'l', 1);
    INSERT INTO chat_messages (id, room, version, epoch, request_hash, person_id, author_kind, author_number, body,
      answer, at) VALUES ('m', 'lot:l', 1, '0123abcd', 'h', 'ada', 'paddle', 101, 'Is it oak?', false, 0);
    INSERT INTO chat_events (room, version, at, type, message_id) VALUES ('lot:l', 1, 0, 'posted', 'm');
    INSERT INTO chat_guests VALUES ('lot:l', 'ada', 1);
    INSERT INTO chat_seen VALUES ('ada', 'lot:l', 1);
    INSERT INTO chat_reports VALUES ('m', 'ada', '', 0);
    INSERT INTO chat_mutes VALUES ('a', 'ada', 1, 'ada');`,
  '0013-mistakes': `
    INSERT INTO mistakes (id, person_id, lot_id, seq, note, asked_at) VALUES ('m', 'ada', 'l', 1, 'a slip', 0);`,
};

describe('migrations', () => {
  const pglite = new PGlite();
  afterAll(() => pglite.close());
  const runner: ScriptRunner = {
    script: async (sql) => void (await pglite.exec(sql)),
    rows: async (sql) => (await pglite.query<{ name: string }>(sql)).rows,
  };

  /** Every row of every table. A later migration may add columns to them. */
  const everything = async () => {
    const tables = await pglite.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1`,
    );
    const found = new Map<string, object[]>();
    for (const { name } of tables.rows) {
      const { rows } = await pglite.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${name} t ORDER BY 1`);
      found.set(
        name,
        rows.map(({ row }) => JSON.parse(row) as object),
      );
    }
    return found;
  };

  describe.each(migrations().map(({ name }, index) => [name, index] as const))('%s', (name, index) => {
    it('keeps what was there before it', async () => {
      const before = await everything();
      await migrate(runner, migrations().slice(0, index + 1));
      const after = await everything();
      for (const [table, rows] of before) expect(after.get(table), table).toMatchObject(rows);
      const left = LEFT_BY[name];
      if (!left) throw new Error('say in LEFT_BY what a database holds from then on');
      await pglite.exec(left);
    });
  });

  it('are applied once', async () => {
    const before = await everything();
    await migrate(runner);
    expect(await everything()).toEqual(before);
  });

  it('leave nothing of one that fails', async () => {
    const broken = [...migrations(), { name: '9998-broken', sql: 'CREATE TABLE half (id int); SELECT broken;' }];
    await expect(migrate(runner, broken)).rejects.toThrow('The database cannot be brought to 9998-broken');
    expect((await everything()).has('half')).toBe(false);
  });

  it('are refused where the database is ahead of the program', async () => {
    await migrate(runner, [...migrations(), { name: '9999-from-tomorrow', sql: 'SELECT 1;' }]);
    await expect(migrate(runner)).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(migrate(runner)).rejects.toThrow('newer version (it has 9999-from-tomorrow)');
  });
});
