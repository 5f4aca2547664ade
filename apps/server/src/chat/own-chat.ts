import { Injectable } from '@nestjs/common';
import { CHAT_EDIT_MS, type ChatRoomId, type ChatSelf, type OwnChat } from '@rostrum/contract';
import { Chat, ChatPeople, type RoomRow } from '@rostrum/database';
import { Clock } from '../platform/index.ts';
import { presentAuthor } from './chat.presenter.ts';
import { authorOf, mayNotWrite, mutedUntil } from './chat.rules.ts';
import { noSuchRoom } from './chat.refusals.ts';

/** How a person stands in the rooms, for himself alone. */
@Injectable()
export class OwnChatDesk {
  constructor(
    private readonly chat: Chat,
    private readonly people: ChatPeople,
    private readonly clock: Clock,
  ) {}

  /** In a room that is known. */
  async in(room: RoomRow, personId: string): Promise<ChatSelf> {
    const now = this.clock.now();
    const { writer, seen, own } = await this.people.self(personId, room, now - CHAT_EDIT_MS);
    const author = writer && authorOf(writer);
    return {
      as: author && presentAuthor(author),
      mayNot: mayNotWrite(room, writer, now),
      mutedUntil: writer && mutedUntil(writer, now),
      seen,
      own: own.map(({ id, at }) => ({ id, editableUntil: at + CHAT_EDIT_MS })),
    };
  }

  /** In a room by its name. Refuses with `NOT_FOUND`. */
  async self(room: ChatRoomId, personId: string): Promise<ChatSelf> {
    const row = await this.chat.room(room);
    if (!row) throw noSuchRoom();
    return this.in(row, personId);
  }

  /** The rooms that he has written in. */
  async rooms(personId: string): Promise<OwnChat> {
    const rows = await this.people.rooms(personId);
    const items = rows.map(({ epoch: _epoch, ...room }) => room);
    return { items, unread: items.reduce((sum, { unread }) => sum + unread, 0) };
  }

  /** He has read a room up to a version. Answers how much is unread in all his rooms. */
  async seen(personId: string, room: ChatRoomId, version: number): Promise<number> {
    await this.people.seen(personId, room, version);
    return (await this.rooms(personId)).unread;
  }
}
