import type { Engine } from '../engine/engine.ts';
import { statement } from '../engine/engine.ts';
import { packCursor, unpackCursor } from '../paging/cursor.ts';
import type { Paged, PageOptions } from '../paging/page.ts';
import { MESSAGE } from './chat.rows.ts';
import type { MessageRow, MuteRow, ReportRow, RoomName, StaffMessageRow } from './chat.types.ts';

const COLUMNS = `${MESSAGE} AS message, r.auction_id AS "auctionId", r.lot_id AS "lotId",
  coalesce(l.title, a.title) AS title, coalesce(p.name, '') AS name, u.until AS "mutedUntil",
  array(SELECT e.before FROM chat_events e WHERE e.message_id = m.id AND e.type = 'edited' ORDER BY e.version) AS earlier`;
const FROM = `chat_messages m JOIN chat_rooms r ON r.room = m.room JOIN auctions a ON a.id = r.auction_id
  LEFT JOIN lots l ON l.id = r.lot_id LEFT JOIN people p ON p.id = m.person_id
  LEFT JOIN chat_mutes u ON u.person_id = m.person_id AND u.auction_id = r.auction_id`;

const readStaffMessage = statement(
  'read-staff-chat-message',
  `SELECT ${COLUMNS} FROM ${FROM} WHERE m.id = $1 AND m.room = $2`,
);
/** What was removed needs nobody's judgement any more. */
const readReports = statement(
  'read-chat-reports',
  `SELECT ${COLUMNS}, w.count, w.first_at AS "firstAt", w.notes
   FROM ${FROM} JOIN (
     SELECT message_id, count(*)::int AS count, min(at) AS first_at,
       coalesce(json_agg(note ORDER BY at) FILTER (WHERE note <> ''), '[]') AS notes
     FROM chat_reports WHERE settled_at IS NULL GROUP BY message_id
   ) w ON w.message_id = m.id
   WHERE m.removed_by IS NULL AND (w.first_at, m.id) > ($1::bigint, $2::text)
   ORDER BY w.first_at, m.id LIMIT $3`,
);
/** Auction, person, until, who muted. */
const addMute = statement(
  'add-chat-mute',
  `INSERT INTO chat_mutes (auction_id, person_id, until, muted_by) VALUES ($1, $2, $3, $4)
   ON CONFLICT (auction_id, person_id) DO UPDATE SET until = excluded.until, muted_by = excluded.muted_by`,
);

interface StaffRow extends Omit<StaffMessageRow, keyof MessageRow> {
  message: MessageRow;
}

interface ReportedRow extends StaffRow, Omit<ReportRow, 'message'> {}

/** What people report, and what staff do about it. */
export class ChatDesk {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Once for each person and message; a second report changes nothing. */
  async report(messageId: string, personId: string, note: string, at: number): Promise<void> {
    await this.#engine.kysely
      .insertInto('chat_reports')
      .values({ message_id: messageId, person_id: personId, note, at })
      .onConflict((conflict) => conflict.columns(['message_id', 'person_id']).doNothing())
      .execute();
  }

  /** Reported messages that nobody has dealt with, the first reported first. Throws BrokenCursor. */
  reports({ limit, cursor }: PageOptions): Promise<Paged<ReportRow>> {
    const after = unpackCursor(cursor, ['number', 'string']);
    return this.#engine.transaction(async (session) => {
      const rows = await session.run<ReportedRow>(readReports, [after?.[0] ?? -1, after?.[1] ?? '', limit + 1]);
      const items = rows
        .slice(0, limit)
        .map(({ count, firstAt, notes, ...row }) => ({ message: staffMessageOf(row), count, firstAt, notes }));
      const last = items.at(-1);
      const nextCursor = rows.length > limit && last ? packCursor([last.firstAt, last.message.id]) : null;
      return { items, nextCursor };
    });
  }

  /** Staff have dealt with what was reported of a message. */
  async settle(messageId: string, at: number): Promise<void> {
    await this.#engine.kysely
      .updateTable('chat_reports')
      .set({ settled_at: at })
      .where('message_id', '=', messageId)
      .where('settled_at', 'is', null)
      .execute();
  }

  /** With its text and its author; null where it is not in this room. */
  message(room: RoomName, id: string): Promise<StaffMessageRow | null> {
    return this.#engine.transaction(async (session) => {
      const [row] = await session.run<StaffRow>(readStaffMessage, [id, room]);
      return row ? staffMessageOf(row) : null;
    });
  }

  /** He may not write in the auction and about its lots until then; a time that has come ends it. */
  async mute(auctionId: string, personId: string, until: number, byId: string): Promise<void> {
    await this.#engine.transaction((session) => session.run(addMute, [auctionId, personId, until, byId]));
  }

  /** Who is muted at a time, the last to be free first. */
  async mutes(at: number): Promise<MuteRow[]> {
    return this.#engine.kysely
      .selectFrom('chat_mutes')
      .innerJoin('people', 'people.id', 'chat_mutes.person_id')
      .select(['chat_mutes.person_id as personId', 'people.name', 'auction_id as auctionId', 'until'])
      .where('until', '>', at)
      .orderBy('until', 'desc')
      .limit(200)
      .execute();
  }
}

function staffMessageOf({ message, auctionId, lotId, title, name, mutedUntil, earlier }: StaffRow): StaffMessageRow {
  return { ...message, auctionId, lotId, title, name, mutedUntil, earlier };
}
