import type { MayNotWriteWhy, WireError } from './errors.ts';
import type { Draining, EpochMs } from './protocol.ts';
import type { Page } from './rest.ts';

type Refused = { ok: false; error: WireError };
type Ack<T> = (answer: T) => void;

/** Longest message, in UTF-16 units, as a text field's `maxlength` counts. */
export const CHAT_BODY_MAX = 1_000;
/** So long its author may change or remove a message, in ms. */
export const CHAT_EDIT_MS = 5 * 60_000;
/** Messages of a snapshot, and of a page of history unless asked otherwise. */
export const CHAT_PAGE = 50;
/** Longest note of who reports a message. */
export const CHAT_NOTE_MAX = 300;
/** Slow mode asks for at most this many seconds between two messages of one person. */
export const CHAT_SLOW_MAX_S = 3_600;
/** Staff mute somebody for at most this many minutes. */
export const CHAT_MUTE_MAX_MINUTES = 30 * 24 * 60;

/** Where people talk: questions about a lot (`lot:<lot id>`), or an auction's room (`auction:<auction id>`). */
export type ChatRoomId = `lot:${string}` | `auction:${string}`;

/**
 * Who wrote, as everybody sees it: never a name. A guest is somebody without a paddle in this auction; his number counts
 * in this room only. What somebody was when he wrote, that message stays.
 */
export type ChatAuthor = { kind: 'paddle'; number: number } | { kind: 'guest'; number: number } | { kind: 'staff' };

/** A message as it stands now. */
export interface ChatMessage {
  /** The UUIDv7 that its author's client made. */
  id: string;
  /** The room's version that brought it; messages are in this order. */
  version: number;
  at: EpochMs;
  author: ChatAuthor;
  /** Plain text with line breaks; nothing in it is markup. Null: removed. */
  body: string | null;
  /** The message that this one replies to, in the same room; it may be removed, or older than what is at hand. */
  replyTo: string | null;
  /** Staff replied to somebody: this answers the question. */
  answer: boolean;
  editedAt: EpochMs | null;
  removedBy: 'author' | 'staff' | null;
}

/** What holds in a room. */
export interface ChatRules {
  /** Closed rooms are read only. */
  open: boolean;
  /** Seconds between two messages of one person; 0: no slow mode. */
  slowSeconds: number;
}

/**
 * What happened in a room; versions are gap-free from 1. An event that is read again after its message was removed no
 * longer has the text, so `body` may be null in any of them.
 */
export type ChatEvent = { version: number; at: EpochMs } & (
  | { type: 'posted'; message: ChatMessage }
  | { type: 'edited'; messageId: string; body: string | null }
  | { type: 'removed'; messageId: string; by: 'author' | 'staff' }
  | { type: 'ruled'; rules: ChatRules }
);

/** Ledger frame: contiguous versions from `from`, of one room and epoch. An empty one means: ask again. */
export interface ChatFrame {
  room: ChatRoomId;
  epoch: string;
  from: number;
  events: ChatEvent[];
}

/** How the signed-in person stands in a room. Private to him. */
export interface ChatSelf {
  /** As what his next message would appear. Null: as a guest whose number comes with his first message. */
  as: ChatAuthor | null;
  /** Why he may not write now. Slow mode and a muting end by themselves. */
  mayNot: MayNotWriteWhy | null;
  /** Until when staff have muted him in this auction. */
  mutedUntil: EpochMs | null;
  /** The version up to which he has read. */
  seen: number;
  /** Messages that he may still change or remove. */
  own: { id: string; editableUntil: EpochMs }[];
}

/** `watch` on `/chat`: with epoch and version it resumes. */
export interface ChatWatch {
  room: ChatRoomId;
  epoch?: string;
  version?: number;
}

/** Where a room stands: the events since the version that the client named, or the newest page, oldest message first. */
export type ChatWatchAnswer =
  | ({
      ok: true;
      serverTime: EpochMs;
      room: ChatRoomId;
      epoch: string;
      version: number;
      rules: ChatRules;
      /** Null for a stranger. */
      me: ChatSelf | null;
    } & (
      { mode: 'delta'; events: ChatEvent[] } | { mode: 'snapshot'; messages: ChatMessage[]; nextCursor: string | null }
    ))
  | Refused;

/** `post`, and the body of `POST /api/chat/:room/messages`. A retry repeats the id. */
export interface ChatPost {
  /** UUIDv7 made once for each message. */
  id: string;
  room: ChatRoomId;
  body: string;
  replyTo?: string;
}

/** The one answer to a message that was taken; a retry gets it again. */
export interface ChatReceipt {
  id: string;
  room: ChatRoomId;
  epoch: string;
  version: number;
  at: EpochMs;
  as: ChatAuthor;
  editableUntil: EpochMs;
}

export type ChatPostAnswer = { ok: true; receipt: ChatReceipt } | Refused;

/** A room after an act: the version that holds it. */
export type ChatActAnswer = { ok: true; version: number } | Refused;

/** `/chat`: server → client. */
export interface ChatServerToClient {
  messages: (frame: ChatFrame) => void;
  draining: (notice: Draining) => void;
  /** Only where the client asked for no ack. */
  error: (error: WireError) => void;
}

/** `/chat`: client → server, all acknowledged. Strangers watch; the rest is for who is signed in. */
export interface ChatClientToServer {
  watch: (request: ChatWatch, ack: Ack<ChatWatchAnswer>) => void;
  unwatch: (request: { room: ChatRoomId }, ack: Ack<{ ok: true } | Refused>) => void;
  post: (command: ChatPost, ack: Ack<ChatPostAnswer>) => void;
  edit: (change: { room: ChatRoomId; id: string; body: string }, ack: Ack<ChatActAnswer>) => void;
  /** One's own within its time; staff any. */
  remove: (wish: { room: ChatRoomId; id: string }, ack: Ack<ChatActAnswer>) => void;
  report: (report: { room: ChatRoomId; id: string; note?: string }, ack: Ack<{ ok: true } | Refused>) => void;
  seen: (mark: { room: ChatRoomId; version: number }, ack: Ack<{ ok: true; unread: number } | Refused>) => void;
}

/** Answer of `GET /api/chat/:room/messages?before=&limit=`: a page, the oldest first; `nextCursor` leads to older ones. */
export interface ChatHistoryPage extends Page<ChatMessage> {
  epoch: string;
  /** With `epoch`: from here `watch` resumes. */
  version: number;
  rules: ChatRules;
}

/** A room that the person has written in. */
export interface OwnChatRoom {
  room: ChatRoomId;
  auctionId: string;
  auctionSlug: string;
  /** Null for an auction's room. */
  lotId: string | null;
  number: number | null;
  /** The lot's, or the auction's. */
  title: string;
  /** The room's version, and the one up to which he has read. */
  version: number;
  seen: number;
  /** Messages of others after `seen`; at most 100 are counted. */
  unread: number;
  lastAt: EpochMs;
}

/** Answer of `GET /api/me/chat`: his rooms, the one with the newest message first. */
export interface OwnChat {
  items: OwnChatRoom[];
  unread: number;
}

/** Body of `POST /api/me/chat/seen`. */
export interface ChatSeen {
  room: ChatRoomId;
  version: number;
}

/** A message as staff see it: the text also where it was removed, and who wrote it. */
export interface StaffChatMessage extends ChatMessage {
  room: ChatRoomId;
  auctionId: string;
  lotId: string | null;
  /** The lot's, or the auction's. */
  title: string;
  original: string;
  /** Texts that edits replaced, oldest first. */
  earlier: string[];
  writer: { personId: string; name: string; mutedUntil: EpochMs | null };
}

/** A message that people reported and nobody of staff has dealt with. */
export interface StaffChatReport {
  message: StaffChatMessage;
  /** How many people reported it. */
  count: number;
  firstAt: EpochMs;
  /** What they wrote, without who. */
  notes: string[];
}

/** Answer of `GET /api/staff/chat/reports`: those that wait, the oldest first. */
export type StaffChatReports = Page<StaffChatReport>;

/** Somebody who may not write in an auction for a time. */
export interface StaffChatMute {
  personId: string;
  name: string;
  auctionId: string;
  until: EpochMs;
}
