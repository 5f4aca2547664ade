import { statement } from '../engine/engine.ts';

/** Below the oldest transaction that still runs: above it an earlier position may yet be committed. */
export const SETTLED = 'e.txid < pg_snapshot_xmin(pg_current_snapshot())';

const LEDGER_EVENT = 'e.seq, e.version, e.at, e.type, e.public, e.secret, e.lot_id, l.epoch';

export const readTail = statement(
  'read-tail',
  `SELECT ${LEDGER_EVENT}, e.txid::text AS txid, e.position
   FROM lot_events e JOIN lots l ON l.id = e.lot_id
   WHERE (e.txid, e.position) > ($1::xid8, $2::bigint) AND ${SETTLED}
   ORDER BY e.txid, e.position LIMIT $3`,
);

/** The same rows as `read-tail`, but one for each lot: how far its ledger goes, and where all of them end. */
export const readTailHeads = statement(
  'read-tail-heads',
  `WITH tail AS (
     SELECT e.lot_id, e.seq, e.txid, e.position FROM lot_events e
     WHERE (e.txid, e.position) > ($1::xid8, $2::bigint) AND ${SETTLED}
     ORDER BY e.txid, e.position LIMIT $3
   ), heads AS (SELECT lot_id, max(seq) AS seq, count(*) AS events FROM tail GROUP BY lot_id)
   SELECT h.lot_id, h.seq, h.events, l.epoch, t.txid::text AS txid, t.position
   FROM heads h JOIN lots l ON l.id = h.lot_id,
     (SELECT txid, position FROM tail ORDER BY txid DESC, position DESC LIMIT 1) t`,
);

export const readEnd = statement('read-end', 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS txid');

export const readLatestPublic = statement(
  'read-latest-public',
  `SELECT ${LEDGER_EVENT} FROM lot_events e JOIN lots l ON l.id = e.lot_id
   WHERE e.version IS NOT NULL ORDER BY e.txid DESC, e.position DESC LIMIT $1`,
);

export const readEvents = statement(
  'read-events',
  `SELECT e.seq, e.version, e.at, e.type, e.public, e.secret FROM lot_events e
   WHERE e.lot_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
);

export const readPublicEvents = statement(
  'read-public-events',
  `SELECT e.seq, e.version, e.at, e.type, e.public, e.secret FROM lot_events e
   WHERE e.lot_id = $1 AND e.version > $2 ORDER BY e.version LIMIT $3`,
);

/** One row as JSON, with the columns by their names. */
export const addLot = statement('add-lot', 'INSERT INTO lots SELECT * FROM json_populate_record(NULL::lots, $1::json)');

export const cancelCommand = statement(
  'cancel-command',
  'INSERT INTO commands (person_id, id, cancelled) VALUES ($1, $2, true) ON CONFLICT DO NOTHING RETURNING id',
);

export const repeatableRead = statement('', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');

export const readLotRow = statement(
  'read-lot-row',
  `SELECT id, auction_id, number, seq, version, status, starts_at, ends_at, price_minor, leader_id, leader_max_minor,
     state
   FROM lots WHERE id = $1`,
);
