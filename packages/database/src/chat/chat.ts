import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { statement } from '../engine/engine.ts';
import { sqlState, sqlStateOf } from '../engine/sql-errors.ts';
import { LockTimeout } from '../errors.ts';
import { SessionChatTx } from './chat-tx.ts';
import { MESSAGE, partsOf } from './chat.rows.ts';
import type { EventRow, WithMessage } from './chat.rows.ts';
import { lockRoom, openRoom, readChatClock, readMessage, readRoom, readWriter } from './chat.statements.ts';
import type {
  ChatEventRow,
  ChatTx,
  MessageRow,
  RoomHead,
  RoomName,
  RoomPage,
  RoomRow,
  WriterRow,
} from './chat.types.ts';
import { verifyRooms } from './verify-rooms.ts';
import type { VerifiedRoom } from './verify-rooms.ts';

const readPage = statement(
  'read-chat-page',
  `SELECT ${MESSAGE} AS message FROM chat_messages m WHERE m.room = $1 AND m.version < $2
   ORDER BY m.version DESC LIMIT $3`,
);
const readEvents = statement(
  'read-chat-events',
  `SELECT e.room, e.version, e.at, e.type, e.rules, CASE WHEN m.id IS NOT NULL THEN ${MESSAGE} END AS message
   FROM chat_events e LEFT JOIN chat_messages m ON m.id = e.message_id
   WHERE e.room = $1 AND e.version > $2 ORDER BY e.version LIMIT $3`,
);

/** Rooms where people talk. Each has one order of events, which is that of their commits. */
export class Chat {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Does something in a room under its lock, in one transaction. Null where there is no such lot or auction. Throws what
   * `work` throws, keeping nothing, and LockTimeout.
   */
  async write<T>(room: RoomName, personId: string, work: (tx: ChatTx) => Promise<T>): Promise<T | null> {
    const { lotId, auctionId } = partsOf(room);
    try {
      return await this.#engine.transaction(async (session) => {
        await session.run(openRoom, [room, lotId, auctionId]);
        const [locked] = await session.run<RoomRow & { lastAt: number }>(lockRoom, [room]);
        if (!locked) return null;
        const [clock] = await session.run<{ now: number }>(readChatClock);
        const [writer] = await session.run<WriterRow>(readWriter, [personId, room, locked.auctionId]);
        const now = Math.max(clock!.now, locked.lastAt);
        return work(new SessionChatTx(session, personId, { room: locked, writer: writer ?? null, now }));
      });
    } catch (error) {
      const state = sqlStateOf(error);
      if (state !== sqlState.lockTimeout && state !== sqlState.deadlock) throw error;
      throw new LockTimeout('The room is busy.', { cause: error });
    }
  }

  /** Null where there is no such lot or auction, and for a draft. */
  room(room: RoomName): Promise<RoomRow | null> {
    const { lotId, auctionId } = partsOf(room);
    return this.#engine.transaction(async (session) => {
      const [row] = await session.run<RoomRow>(readRoom, [room, lotId, auctionId]);
      return row ?? null;
    });
  }

  /** Where rooms stand; those that nobody has written in, or that are gone, are left out. */
  async heads(rooms: readonly RoomName[]): Promise<RoomHead[]> {
    if (rooms.length === 0) return [];
    const rows = await this.#engine.kysely
      .selectFrom('chat_rooms')
      .select(['room', 'epoch', 'version'])
      .where('room', 'in', rooms)
      .execute();
    return rows;
  }

  /** A room with its newest messages, or those before a version. Null as `room`. */
  page(room: RoomName, { before, limit }: { before?: number; limit: number }): Promise<RoomPage | null> {
    const { lotId, auctionId } = partsOf(room);
    return this.#engine.transaction(async (session) => {
      // The room first: a message that comes meanwhile is told by its event.
      const [row] = await session.run<RoomRow>(readRoom, [room, lotId, auctionId]);
      if (!row) return null;
      const end = Math.min(before ?? Infinity, row.version + 1);
      const found = await session.run<WithMessage>(readPage, [room, end, limit + 1]);
      const messages = found.slice(0, limit).map(({ message }) => message);
      return { ...row, messages: messages.toReversed(), more: found.length > limit };
    });
  }

  /** Events after a version, in their order, with their messages as those are now. */
  events(room: RoomName, afterVersion: number, limit: number): Promise<ChatEventRow[]> {
    return this.#engine.transaction((session) => session.run<EventRow>(readEvents, [room, afterVersion, limit]));
  }

  /** A message of this room; null for any other. */
  message(room: RoomName, id: string): Promise<MessageRow | null> {
    return this.#engine.transaction(async (session) => {
      const [row] = await session.run<WithMessage>(readMessage, [id]);
      return row?.message.room === room ? row.message : null;
    });
  }

  /** Whether every room's events are all there, each with its message: a line per room. */
  verify(): Promise<VerifiedRoom[]> {
    return verifyRooms(this.#engine);
  }

  /** Gives every room a new epoch: after a crash that may have taken acknowledged events back. */
  async renewEpochs(): Promise<void> {
    await sql`UPDATE chat_rooms SET epoch = left(gen_random_uuid()::text, 8)`.execute(this.#engine.kysely);
  }
}
