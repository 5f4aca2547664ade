import { CHAT_EDIT_MS, type ChatAuthor, type ChatEvent, type ChatMessage, type ChatReceipt } from '@rostrum/contract';
import type { AuthorRow, ChatEventRow, MessageRow } from '@rostrum/database';

/** Who wrote, as everybody may know it. */
export function presentAuthor({ kind, number }: AuthorRow): ChatAuthor {
  return kind === 'staff' ? { kind } : { kind, number: number ?? 0 };
}

/** A message as everybody may see it: no person behind it, and no text where it was removed. */
export function presentMessage(row: MessageRow): ChatMessage {
  const { id, version, at, replyTo, answer, editedAt, removedBy } = row;
  const body = removedBy === null ? row.body : null;
  return { id, version, at, author: presentAuthor(row.author), body, replyTo, answer, editedAt, removedBy };
}

/** An event as everybody may see it. */
export function presentEvent({ version, at, type, message, rules }: ChatEventRow): ChatEvent {
  if (type === 'ruled') return { version, at, type, rules: rules ?? { open: true, slowSeconds: 0 } };
  if (!message) throw new Error('an event without its message');
  const shown = presentMessage(message);
  switch (type) {
    case 'posted':
      return { version, at, type, message: shown };
    case 'edited':
      return { version, at, type, messageId: shown.id, body: shown.body };
    case 'removed':
      return { version, at, type, messageId: shown.id, by: shown.removedBy ?? 'staff' };
  }
}

/** What became of an earlier event by a later one: a text that was changed or removed is not told again. */
export function rewritten(event: ChatEvent, by: ChatEvent): ChatEvent {
  if (by.type !== 'edited' && by.type !== 'removed') return event;
  const body = by.type === 'edited' ? by.body : null;
  if (event.type === 'edited' && event.messageId === by.messageId) return { ...event, body };
  if (event.type !== 'posted' || event.message.id !== by.messageId) return event;
  const change = by.type === 'edited' ? { editedAt: by.at } : { removedBy: by.by };
  return { ...event, message: { ...event.message, body, ...change } };
}

/** The answer to a message that was taken: the same for every retry. */
export function receiptOf({ id, room, epoch, version, at, author }: MessageRow): ChatReceipt {
  return { id, room, epoch, version, at, as: presentAuthor(author), editableUntil: at + CHAT_EDIT_MS };
}
