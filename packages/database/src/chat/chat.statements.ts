import { statement } from '../engine/engine.ts';
import { MESSAGE, NO_EPOCH } from './chat.rows.ts';

/** Lot id, auction id: one of them null. A draft is nobody's subject yet. */
const SUBJECT = `SELECT l.auction_id, l.id AS lot_id FROM lots l WHERE l.id = $2 AND l.status <> 'draft'
  UNION ALL SELECT a.id, NULL FROM auctions a WHERE a.id = $3`;

export const openRoom = statement(
  'open-chat-room',
  `INSERT INTO chat_rooms (room, auction_id, lot_id) SELECT $1, s.auction_id, s.lot_id FROM (${SUBJECT}) s
   ON CONFLICT (room) DO NOTHING`,
);
export const lockRoom = statement(
  'lock-chat-room',
  `SELECT room, auction_id AS "auctionId", lot_id AS "lotId", epoch, version, open, slow_seconds AS "slowSeconds",
     last_at AS "lastAt" FROM chat_rooms WHERE room = $1 FOR UPDATE`,
);
/** Room, lot id, auction id. A room that is not stored stands at nothing. */
export const readRoom = statement(
  'read-chat-room',
  `SELECT $1::text AS room, s.auction_id AS "auctionId", s.lot_id AS "lotId", coalesce(r.epoch, '${NO_EPOCH}') AS epoch,
     coalesce(r.version, 0) AS version, coalesce(r.open, true) AS open, coalesce(r.slow_seconds, 0) AS "slowSeconds"
   FROM (${SUBJECT}) s LEFT JOIN chat_rooms r ON r.room = $1`,
);
export const readChatClock = statement(
  'read-chat-clock',
  'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now',
);
/** Person, room, auction id. */
export const readWriter = statement(
  'read-chat-writer',
  `SELECT p.id AS "personId", p.role, p.approved, p.banned OR p.deleted_at IS NOT NULL AS banned, g.paddle,
     c.number AS guest, u.until AS "mutedUntil",
     (SELECT m.at FROM chat_messages m WHERE m.person_id = p.id AND m.room = $2 ORDER BY m.version DESC LIMIT 1)
       AS "lastAt"
   FROM people p
   LEFT JOIN registrations g ON g.person_id = p.id AND g.auction_id = $3
   LEFT JOIN chat_guests c ON c.person_id = p.id AND c.room = $2
   LEFT JOIN chat_mutes u ON u.person_id = p.id AND u.auction_id = $3
   WHERE p.id = $1`,
);
export const readMessage = statement(
  'read-chat-message',
  `SELECT ${MESSAGE} AS message FROM chat_messages m WHERE m.id = $1`,
);
/** Room, person. */
export const addGuest = statement(
  'add-chat-guest',
  `WITH next AS (UPDATE chat_rooms SET guests = guests + 1 WHERE room = $1 RETURNING guests)
   INSERT INTO chat_guests (room, person_id, number) SELECT $1, $2, guests FROM next RETURNING number`,
);
/** Room, version, time. The lock is held, so the version can only be the next one. */
export const moveRoom = statement('move-chat-room', 'UPDATE chat_rooms SET version = $2, last_at = $3 WHERE room = $1');
export const addEvent = statement(
  'add-chat-event',
  `INSERT INTO chat_events (room, version, at, type, message_id, before, rules)
   VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
);
export const addMessage = statement(
  'add-chat-message',
  `INSERT INTO chat_messages (id, room, version, epoch, request_hash, person_id, author_kind, author_number, body,
     reply_to, answer, at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING RETURNING id`,
);
export const editMessage = statement(
  'edit-chat-message',
  'UPDATE chat_messages SET body = $2, edited_at = $3 WHERE id = $1',
);
export const removeMessage = statement(
  'remove-chat-message',
  'UPDATE chat_messages SET removed_by = $2, removed_at = $3 WHERE id = $1',
);
export const ruleRoom = statement(
  'rule-chat-room',
  'UPDATE chat_rooms SET open = $2, slow_seconds = $3 WHERE room = $1',
);
/** Person, room, version. */
export const markSeen = statement(
  'mark-chat-seen',
  `INSERT INTO chat_seen (person_id, room, version)
   SELECT p.id, r.room, least($3::bigint, r.version) FROM people p, chat_rooms r WHERE p.id = $1 AND r.room = $2
   ON CONFLICT (person_id, room) DO UPDATE SET version = greatest(chat_seen.version, excluded.version)`,
);
