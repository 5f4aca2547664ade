import { z } from 'zod';
import type {
  ChatActAnswer,
  ChatClientToServer,
  ChatFrame,
  ChatPostAnswer,
  ChatRoomId,
  ChatWatchAnswer,
} from './chat.ts';
import { refusedSchema } from './errors.schemas.ts';
import { exactly } from './exactly.ts';

const id = z.uuid();
const version = z.int().min(0);
const moment = z.int().min(0).describe('Epoch ms, by the house’s clock.');
const epoch = z.string().length(8);

/** A room's name: `lot:<lot id>` or `auction:<auction id>`. */
export const chatRoomNameSchema = exactly<ChatRoomId>()(
  z
    .union([z.templateLiteral(['lot:', z.string()]), z.templateLiteral(['auction:', z.string()])])
    .meta({ id: 'ChatRoomId', description: '`lot:<lot id>` or `auction:<auction id>`.' }),
);

const author = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('paddle'), number: z.int() }),
    z.strictObject({ kind: z.literal('guest'), number: z.int() }),
    z.strictObject({ kind: z.literal('staff') }),
  ])
  .meta({ id: 'ChatAuthor', description: 'Who wrote, as everybody sees it: never a name.' });

const message = z
  .strictObject({
    id: z.uuid().describe('The UUIDv7 that its author’s client made.'),
    version,
    at: moment,
    author,
    body: z.string().nullable().describe('Plain text with line breaks; nothing in it is markup. Null: removed.'),
    replyTo: id.nullable(),
    answer: z.boolean().describe('Staff replied to somebody: this answers the question.'),
    editedAt: moment.nullable(),
    removedBy: z.enum(['author', 'staff']).nullable(),
  })
  .meta({ id: 'ChatMessage' });

const rules = z
  .strictObject({
    open: z.boolean().describe('Closed rooms are read only.'),
    slowSeconds: z.int().min(0).describe('Seconds between two messages of one person; 0: no slow mode.'),
  })
  .meta({ id: 'ChatRules' });

const said = { version, at: moment };
const event = z
  .discriminatedUnion('type', [
    z.strictObject({ ...said, type: z.literal('posted'), message }),
    z.strictObject({ ...said, type: z.literal('edited'), messageId: id, body: z.string().nullable() }),
    z.strictObject({ ...said, type: z.literal('removed'), messageId: id, by: z.enum(['author', 'staff']) }),
    z.strictObject({ ...said, type: z.literal('ruled'), rules }),
  ])
  .meta({ id: 'ChatEvent' });

const room = chatRoomNameSchema;

/** `messages`. */
export const chatMessagesSchema = exactly<ChatFrame>()(
  z.strictObject({
    room,
    epoch,
    from: version.describe('Version of the first event; they follow without a gap. Without events: ask again.'),
    events: z.array(event),
  }),
);

const self = z
  .strictObject({
    as: author.nullable().describe('As what his next message would appear. Null: as a guest of a number to come.'),
    mayNot: z.enum(['closed', 'muted', 'unapproved', 'late']).nullable().describe('Why he may not write now.'),
    mutedUntil: moment.nullable(),
    seen: version.describe('Up to where he has read.'),
    own: z
      .array(z.strictObject({ id, editableUntil: moment }))
      .describe('Messages that he may still change or remove.'),
  })
  .meta({ id: 'ChatSelf', description: 'How the signed-in person stands in the room.' });

const stand = { ok: z.literal(true), serverTime: moment, room, epoch, version, rules, me: self.nullable() };

/** The answer to `watch` on `/chat`. */
export const chatWatchAnswerSchema = exactly<ChatWatchAnswer>()(
  z.union([
    z.strictObject({ ...stand, mode: z.literal('delta'), events: z.array(event) }),
    z.strictObject({
      ...stand,
      mode: z.literal('snapshot'),
      messages: z.array(message).describe('The newest page, the oldest message first.'),
      nextCursor: z.string().nullable(),
    }),
    refusedSchema,
  ]),
);

/** The answer to `post`; a retry gets it again. */
export const chatPostAnswerSchema = exactly<ChatPostAnswer>()(
  z.union([
    z.strictObject({
      ok: z.literal(true),
      receipt: z.strictObject({ id, room, epoch, version, at: moment, as: author, editableUntil: moment }),
    }),
    refusedSchema,
  ]),
);

/** The answer to `edit` and `remove`. */
export const chatActAnswerSchema = exactly<ChatActAnswer>()(
  z.union([z.strictObject({ ok: z.literal(true), version }), refusedSchema]),
);

/** The answer to `seen` on `/chat`. */
export const chatSeenAnswerSchema = exactly<Parameters<Parameters<ChatClientToServer['seen']>[1]>[0]>()(
  z.union([z.strictObject({ ok: z.literal(true), unread: z.int().min(0) }), refusedSchema]),
);
