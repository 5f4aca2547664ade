/** `lot:<id>` or `auction:<id>`. */
export type RoomName = `lot:${string}` | `auction:${string}`;

/** Who wrote, as the public is told. */
export interface AuthorRow {
  kind: 'paddle' | 'guest' | 'staff';
  /** Paddle or number of the guest; null for staff. */
  number: number | null;
}

/** What holds in a room. */
export interface RulesRow {
  open: boolean;
  slowSeconds: number;
}

/** A room as it stands. One that nobody has written in is not stored: version 0 and the epoch of nothing. */
export interface RoomRow extends RulesRow {
  room: RoomName;
  auctionId: string;
  /** Null for an auction's own room. */
  lotId: string | null;
  epoch: string;
  version: number;
}

/** A message as it is now, with what only staff may see: the text of a removed one, and the person. */
export interface MessageRow {
  id: string;
  room: RoomName;
  version: number;
  epoch: string;
  /** Tells a retry from another message under the same id. */
  requestHash: string;
  personId: string;
  author: AuthorRow;
  body: string;
  replyTo: string | null;
  answer: boolean;
  at: number;
  editedAt: number | null;
  removedBy: 'author' | 'staff' | null;
}

/** An event with its message as that is now. */
export interface ChatEventRow {
  room: RoomName;
  version: number;
  at: number;
  type: 'posted' | 'edited' | 'removed' | 'ruled';
  /** Null for `ruled`. */
  message: MessageRow | null;
  /** Of `ruled`. */
  rules: RulesRow | null;
}

/** Who is about to write, as he stands in the room. */
export interface WriterRow {
  personId: string;
  role: string;
  approved: boolean;
  /** Also where the account is no more. */
  banned: boolean;
  paddle: number | null;
  guest: number | null;
  /** A time that may lie behind; null: never muted here. */
  mutedUntil: number | null;
  /** When he last wrote in this room. */
  lastAt: number | null;
}

/** A message that is being written. */
export type NewMessage = Pick<MessageRow, 'id' | 'requestHash' | 'author' | 'body' | 'replyTo' | 'answer'>;

/** A room under its lock. Nothing that is done here is kept where the work throws. */
export interface ChatTx {
  /** As it was when the lock was given. */
  readonly room: RoomRow;
  /** Null: there is no such person. */
  readonly writer: WriterRow | null;
  /** The database's clock, read under the lock, epoch ms; never before the room's last event. */
  readonly now: number;
  /** A message of any room. */
  message(id: string): Promise<MessageRow | null>;
  /** The person's number as a guest of this room; the next one where he has none. */
  guest(): Promise<number>;
  /** Null where the id is taken. The person has then read the room up to his own message. */
  post(message: NewMessage): Promise<ChatEventRow | null>;
  edit(message: MessageRow, body: string): Promise<ChatEventRow>;
  remove(message: MessageRow, by: 'author' | 'staff'): Promise<ChatEventRow>;
  rule(rules: RulesRow): Promise<ChatEventRow>;
}

/** Where a room stands. */
export interface RoomHead {
  room: RoomName;
  epoch: string;
  version: number;
}

/** A room with a page of its messages, oldest first. */
export interface RoomPage extends RoomRow {
  messages: MessageRow[];
  /** There are older ones. */
  more: boolean;
}

/** How a person stands in a room, for himself. */
export interface SelfRow {
  writer: WriterRow | null;
  seen: number;
  /** His messages since a time that were not removed. */
  own: { id: string; at: number }[];
}

/** A room that a person has written in. */
export interface OwnRoomRow extends RoomHead {
  auctionId: string;
  auctionSlug: string;
  lotId: string | null;
  number: number | null;
  title: string;
  seen: number;
  /** Messages of others after `seen`, at most 100. */
  unread: number;
  lastAt: number;
}

/** A message as staff see it. */
export interface StaffMessageRow extends MessageRow {
  auctionId: string;
  lotId: string | null;
  title: string;
  name: string;
  mutedUntil: number | null;
  /** Texts that edits replaced, oldest first. */
  earlier: string[];
}

/** A message that was reported, and by how many. */
export interface ReportRow {
  message: StaffMessageRow;
  count: number;
  firstAt: number;
  notes: string[];
}

/** Somebody who may not write in an auction for a time. */
export interface MuteRow {
  personId: string;
  name: string;
  auctionId: string;
  until: number;
}

/** Something that was written, for those who tell people of it: with the people behind the numbers. */
export interface WrittenRow {
  message: MessageRow;
  auctionId: string;
  auctionSlug: string;
  lotId: string | null;
  /** Who wrote what this replies to; null where it replies to nothing, or to himself. */
  repliedTo: string | null;
}
