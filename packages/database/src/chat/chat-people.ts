import type { Engine } from '../engine/engine.ts';
import { statement } from '../engine/engine.ts';
import { markSeen, readWriter } from './chat.statements.ts';
import type { OwnRoomRow, RoomName, RoomRow, SelfRow, WriterRow } from './chat.types.ts';

/** So many of a person's rooms are listed, and so many unread messages counted in each. */
const ROOMS_MAX = 100;
const COUNTED_MAX = 100;

const readSeen = statement('read-chat-seen', 'SELECT version FROM chat_seen WHERE person_id = $1 AND room = $2');
const readOwn = statement(
  'read-own-chat-messages',
  `SELECT id, at FROM chat_messages
   WHERE person_id = $1 AND room = $2 AND at > $3 AND removed_by IS NULL ORDER BY version`,
);
const readRooms = statement(
  'read-own-chat-rooms',
  `SELECT r.room, r.epoch, r.version, r.auction_id AS "auctionId", a.slug AS "auctionSlug", r.lot_id AS "lotId",
     l.number, coalesce(l.title, a.title) AS title, r.last_at AS "lastAt", coalesce(s.version, 0) AS seen,
     (SELECT count(*)::int FROM (SELECT FROM chat_messages m WHERE m.room = r.room
        AND m.version > coalesce(s.version, 0) AND m.person_id <> $1 AND m.removed_by IS NULL LIMIT ${COUNTED_MAX}) u)
       AS unread
   FROM chat_rooms r JOIN auctions a ON a.id = r.auction_id LEFT JOIN lots l ON l.id = r.lot_id
   LEFT JOIN chat_seen s ON s.room = r.room AND s.person_id = $1
   WHERE r.room IN (SELECT DISTINCT room FROM chat_messages WHERE person_id = $1)
   ORDER BY r.last_at DESC, r.room LIMIT ${ROOMS_MAX}`,
);

/** How people stand in the rooms. */
export class ChatPeople {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Of a person in a room; `since` is how far back his own messages are looked for, epoch ms. */
  self(personId: string, { room, auctionId }: RoomRow, since: number): Promise<SelfRow> {
    return this.#engine.transaction(async (session) => {
      const [writer] = await session.run<WriterRow>(readWriter, [personId, room, auctionId]);
      const [seen] = await session.run<{ version: number }>(readSeen, [personId, room]);
      const own = await session.run<{ id: string; at: number }>(readOwn, [personId, room, since]);
      return { writer: writer ?? null, seen: seen?.version ?? 0, own };
    });
  }

  /** The rooms that he has written in, the one with the newest event first. */
  rooms(personId: string): Promise<OwnRoomRow[]> {
    return this.#engine.transaction((session) => session.run<OwnRoomRow>(readRooms, [personId]));
  }

  /** He has read a room up to a version; never goes back. A room that is not stored has nothing to read. */
  seen(personId: string, room: RoomName, version: number): Promise<void> {
    return this.#engine.transaction(async (session) => void (await session.run(markSeen, [personId, room, version])));
  }
}
