import { CHAT_EDIT_MS, type MayNotWriteWhy } from '@rostrum/contract';
import type { AuthorRow, MessageRow, RulesRow, WriterRow } from '@rostrum/database';
import { refuse, type Refusal } from '../platform/index.ts';

/** Whose word is the house's. */
export function isStaff({ role }: Pick<WriterRow, 'role'>): boolean {
  return role === 'staff' || role === 'owner';
}

/**
 * Why somebody may not write in a room now, slow mode aside; null: he may. Staff may always: in a closed room they are
 * the ones who still answer.
 */
export function mayNotWrite(room: RulesRow, writer: WriterRow | null, now: number): MayNotWriteWhy | null {
  if (!writer || writer.banned) return 'unapproved';
  if (isStaff(writer)) return null;
  if (!writer.approved) return 'unapproved';
  if (mutedUntil(writer, now) !== null) return 'muted';
  return room.open ? null : 'closed';
}

/** Until when somebody is muted; null where he is not. */
export function mutedUntil(writer: Pick<WriterRow, 'mutedUntil'>, now: number): number | null {
  return writer.mutedUntil !== null && writer.mutedUntil > now ? writer.mutedUntil : null;
}

/** The same as a refusal. */
export function writingRefused(room: RulesRow, writer: WriterRow | null, now: number): Refusal | null {
  const why = mayNotWrite(room, writer, now);
  return why && refuse('MAY_NOT_WRITE', { why, until: why === 'muted' ? (writer?.mutedUntil ?? null) : null });
}

/** How long slow mode asks somebody to wait before his next message, in ms. */
export function slowModeMs(room: RulesRow, writer: WriterRow, now: number): number {
  if (isStaff(writer) || writer.lastAt === null) return 0;
  return Math.max(0, writer.lastAt + room.slowSeconds * 1_000 - now);
}

/** As what somebody appears; null: as a guest, who has a number once he writes. */
export function authorOf(writer: WriterRow): AuthorRow | null {
  if (isStaff(writer)) return { kind: 'staff', number: null };
  if (writer.paddle !== null) return { kind: 'paddle', number: writer.paddle };
  return writer.guest === null ? null : { kind: 'guest', number: writer.guest };
}

/** Whether the time to change or remove one's own message has not run out. */
export function isFresh({ at }: Pick<MessageRow, 'at'>, now: number): boolean {
  return now < at + CHAT_EDIT_MS;
}

/** Staff reply to somebody else: that answers the question. */
export function isAnswer(author: AuthorRow, parent: MessageRow | null): boolean {
  return author.kind === 'staff' && parent !== null && parent.author.kind !== 'staff';
}
