import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';

/** What was found of a room's ledger: how many events, and the first thing that does not fit. */
export type VerifiedRoom = { room: string; events: number } & ({ ok: true } | { ok: false; difference: string });

interface Counted {
  room: string;
  version: number;
  events: number;
  last: number;
  strays: number;
}

/** Versions are unique within a room: as many events as the last one's version leave no hole. See `Chat.verify`. */
export async function verifyRooms(engine: Engine): Promise<VerifiedRoom[]> {
  const { rows } = await sql<Counted>`
    SELECT r.room, r.version, count(e.version)::int AS events, coalesce(max(e.version), 0) AS last,
      count(*) FILTER (WHERE e.type <> 'ruled' AND (m.id IS NULL OR (e.type = 'posted' AND m.version <> e.version)))::int
        AS strays
    FROM chat_rooms r LEFT JOIN chat_events e ON e.room = r.room
      LEFT JOIN chat_messages m ON m.id = e.message_id AND m.room = r.room
    GROUP BY r.room, r.version ORDER BY r.room`.execute(engine.kysely);
  return rows.map(verified);
}

function verified({ room, version, events, last, strays }: Counted): VerifiedRoom {
  const difference =
    events !== Number(last)
      ? `${events} events up to version ${last}`
      : Number(last) !== Number(version)
        ? `the room stands at ${version}, its last event at ${last}`
        : strays > 0
          ? `${strays} events without their message`
          : null;
  return difference === null ? { room, events, ok: true } : { room, events, ok: false, difference };
}
