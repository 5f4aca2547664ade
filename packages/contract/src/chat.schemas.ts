import { z } from 'zod';
import { CHAT_BODY_MAX, CHAT_MUTE_MAX_MINUTES, CHAT_NOTE_MAX, CHAT_PAGE, CHAT_SLOW_MAX_S } from './chat.ts';
import type { ChatPost, ChatRoomId, ChatRules, ChatSeen, ChatWatch } from './chat.ts';

const id = z.uuid().toLowerCase();
const version = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A room's name; ids in it are written in one way. */
export const chatRoomSchema = z
  .templateLiteral([z.enum(['lot', 'auction']), ':', z.uuid()])
  .transform((room) => room.toLowerCase() as ChatRoomId);

/** `watch` on `/chat`. */
export const chatWatchSchema = z.strictObject({
  room: chatRoomSchema,
  epoch: z.string().length(8).optional(),
  version: version.optional(),
}) satisfies z.ZodType<ChatWatch>;

/** `unwatch` on `/chat`. */
export const chatUnwatchSchema = z.strictObject({ room: chatRoomSchema });

/** `post`. */
export const chatPostSchema = z.strictObject({
  id,
  room: chatRoomSchema,
  body: z.string().min(1).max(CHAT_BODY_MAX),
  replyTo: id.optional(),
}) satisfies z.ZodType<ChatPost>;

/** `edit`. */
export const chatEditSchema = chatPostSchema.omit({ replyTo: true });

/** `remove`. */
export const chatRemoveSchema = z.strictObject({ room: chatRoomSchema, id });

/** `report`. */
export const chatReportSchema = z.strictObject({
  room: chatRoomSchema,
  id,
  note: z.string().max(CHAT_NOTE_MAX).optional(),
});

/** `seen` on `/chat`, and the body of `POST /api/me/chat/seen`. */
export const chatSeenSchema = z.strictObject({ room: chatRoomSchema, version }) satisfies z.ZodType<ChatSeen>;

/** Query of `GET /api/chat/:room/messages`. */
export const chatHistorySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(CHAT_PAGE),
  before: z.string().max(200).optional(),
});

/** Body of `POST /api/chat/:room/messages`. */
export const chatHttpPostSchema = chatPostSchema.omit({ room: true });

/** Body of `PATCH /api/chat/:room/messages/:id`. */
export const chatHttpEditSchema = chatPostSchema.pick({ body: true });

/** Body of `POST /api/chat/:room/messages/:id/report`. */
export const chatHttpReportSchema = chatReportSchema.pick({ note: true });

/** Body of `PATCH /api/staff/chat/:room`. */
export const chatRulesSchema = z.strictObject({
  open: z.boolean().optional(),
  slowSeconds: z.int().min(0).max(CHAT_SLOW_MAX_S).optional(),
}) satisfies z.ZodType<Partial<ChatRules>>;

/** Body of `POST /api/staff/chat/:room/messages/:id/mute`. 0 minutes: no longer muted. */
export const chatMuteSchema = z.strictObject({ minutes: z.int().min(0).max(CHAT_MUTE_MAX_MINUTES) });
