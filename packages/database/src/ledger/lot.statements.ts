import { statement } from '../engine/engine.ts';

/** DESIGN §3.3: limits span lots, so the limit's row is locked before the lot, in the order of person ids. */
export const lockLimits = statement(
  'lock-limits',
  `SELECT r.person_id FROM registrations r JOIN lots l ON l.auction_id = r.auction_id
   WHERE l.id = $1 AND r.person_id = ANY($2::text[]) AND r.limit_minor IS NOT NULL
   ORDER BY r.person_id FOR UPDATE OF r`,
);

export const lockLot = statement('lock-lot', 'SELECT state, epoch FROM lots WHERE id = $1 FOR UPDATE');

/** A statement of its own: in the one that waits for the lock it might be read before the wait. */
export const readClock = statement(
  'read-clock',
  `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now, pg_current_xact_id()::text AS txid`,
);

/** OFFSET 0 keeps it one look into the index per id: a join might read the whole table where statistics are young. */
export const readCommands = statement(
  'read-commands',
  `SELECT c.* FROM unnest($1::text[], $2::text[]) AS k (person_id, id),
   LATERAL (
     SELECT person_id, id, lot_id, request_hash, receipt, cancelled FROM commands
     WHERE commands.person_id = k.person_id AND commands.id = k.id OFFSET 0
   ) AS c`,
);

/** Exposure: own maxima on other lots led, and hammers won, in the lot's auction. */
export const readBidders = statement(
  'read-bidders',
  `SELECT p.id, p.role, r.paddle, r.barred, r.limit_minor,
     CASE WHEN r.limit_minor IS NOT NULL THEN (
       SELECT coalesce(sum(CASE WHEN l.status = 'sold' THEN l.price_minor ELSE l.leader_max_minor END), 0)::bigint
       FROM lots l
       WHERE l.auction_id = r.auction_id AND l.leader_id = p.id AND l.id <> $1 AND l.status IN ('open', 'paused', 'sold')
     ) END AS exposure_minor
   FROM people p
   LEFT JOIN registrations r ON r.person_id = p.id AND r.auction_id = (SELECT auction_id FROM lots WHERE id = $1)
   WHERE p.id = ANY($2::text[])`,
);

export const readOrders = statement(
  'read-orders',
  `SELECT seq, version, type, public, secret FROM lot_events
   WHERE lot_id = $1 AND type IN ('BidPlaced', 'MaximumRaised', 'BidsVoided') ORDER BY seq`,
);

export const addEvents = statement(
  'add-events',
  `INSERT INTO lot_events (lot_id, seq, version, at, type, public, secret, command_id)
   SELECT $1, e.seq, e.version, e.at, e.type, e.public, e.secret, e.command_id
   FROM json_to_recordset($2::json)
     AS e (seq bigint, version bigint, at bigint, type text, public json, secret json, command_id text)`,
);

export const writeSnapshot = statement(
  'write-snapshot',
  `UPDATE lots SET state = $2::jsonb, seq = $3, version = $4, status = $5, starts_at = $6, ends_at = $7,
     price_minor = $8, leader_id = $9, leader_max_minor = $10
   WHERE id = $1`,
);

/** Fails the transaction where one of the ids came between through another lot. */
export const addCommands = statement(
  'add-commands',
  `WITH written AS (
     INSERT INTO commands (person_id, id, lot_id, request_hash, receipt)
     SELECT r.person_id, r.id, $1, r.request_hash, r.receipt
     FROM json_to_recordset($2::json) AS r (person_id text, id text, request_hash text, receipt text)
     ON CONFLICT DO NOTHING RETURNING 1
   )
   SELECT expect_rows($3, (SELECT count(*) FROM written), 'commands')`,
);

export const addBidders = statement(
  'add-bidders',
  'INSERT INTO lot_bidders (person_id, lot_id) SELECT unnest($2::text[]), $1 ON CONFLICT DO NOTHING',
);

export const readTransactionOf = statement(
  'read-transaction-of',
  'SELECT txid::text AS txid FROM lot_events WHERE lot_id = $1 AND seq = $2',
);
