import type { Generated } from 'kysely';
import type { RoomName } from './chat.types.ts';

interface ChatRoomsTable {
  room: RoomName;
  auction_id: string;
  lot_id: string | null;
  epoch: string;
  version: number;
}

interface ChatReportsTable {
  message_id: string;
  person_id: string;
  note: string;
  at: number;
  settled_at: Generated<number | null>;
}

interface ChatMutesTable {
  auction_id: string;
  person_id: string;
  until: number;
  muted_by: string;
}

/** Rooms of talk; messages and events are read and written by statements. */
export interface ChatTables {
  chat_rooms: ChatRoomsTable;
  chat_reports: ChatReportsTable;
  chat_mutes: ChatMutesTable;
}
