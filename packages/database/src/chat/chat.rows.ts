import type { ChatEventRow, MessageRow, RoomName, RulesRow } from './chat.types.ts';

/** The epoch of a room in which nobody has written: whatever comes begins at version 1. */
export const NO_EPOCH = '00000000';

/** A message out of `chat_messages m`, as JSON under the names of a MessageRow. */
export const MESSAGE = `json_build_object('id', m.id, 'room', m.room, 'version', m.version, 'epoch', m.epoch,
  'requestHash', m.request_hash, 'personId', m.person_id,
  'author', json_build_object('kind', m.author_kind, 'number', m.author_number), 'body', m.body,
  'replyTo', m.reply_to, 'answer', m.answer, 'at', m.at, 'editedAt', m.edited_at, 'removedBy', m.removed_by)`;

/** A row with one message in it. */
export interface WithMessage {
  message: MessageRow;
}

/** A row of `chat_events`, its message beside it. */
export interface EventRow {
  room: RoomName;
  version: number;
  at: number;
  type: ChatEventRow['type'];
  message: MessageRow | null;
  rules: RulesRow | null;
}

/** `lot:<id>` in its parts. */
export function partsOf(room: RoomName): { lotId: string | null; auctionId: string | null } {
  const at = room.indexOf(':');
  const id = room.slice(at + 1);
  return room.startsWith('lot:') ? { lotId: id, auctionId: null } : { lotId: null, auctionId: id };
}
