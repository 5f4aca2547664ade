import { Injectable } from '@nestjs/common';
import { CHAT_PAGE, type ChatHistoryPage, type ChatMessage, type ChatRoomId } from '@rostrum/contract';
import { BrokenCursor, Chat, type RoomPage } from '@rostrum/database';
import { presentMessage } from './chat.presenter.ts';
import { noSuchMessage, noSuchRoom } from './chat.refusals.ts';

/** Pages of what was said, as everybody may read them. */
@Injectable()
export class ChatPages {
  readonly #newest = new Map<ChatRoomId, Promise<RoomPage | null>>();

  constructor(private readonly chat: Chat) {}

  /** The newest page, read once for all who ask at a time. Refuses with `NOT_FOUND`. */
  async newest(room: ChatRoomId): Promise<ChatHistoryPage> {
    let reading = this.#newest.get(room);
    if (!reading) {
      reading = this.chat.page(room, { limit: CHAT_PAGE }).finally(() => this.#newest.delete(room));
      this.#newest.set(room, reading);
    }
    return pageOf(await reading);
  }

  /** A page before a cursor, which an earlier page gave; without it the newest. Refuses with `NOT_FOUND`. */
  async page(room: ChatRoomId, limit: number, before?: string): Promise<ChatHistoryPage> {
    return pageOf(
      await this.chat.page(room, { limit, ...(before === undefined ? {} : { before: versionIn(before) }) }),
    );
  }

  /** One message, such as one that was replied to long ago. Refuses with `NOT_FOUND`. */
  async message(room: ChatRoomId, id: string): Promise<ChatMessage> {
    const row = await this.chat.message(room, id);
    if (!row) throw noSuchMessage();
    return presentMessage(row);
  }
}

function pageOf(page: RoomPage | null): ChatHistoryPage {
  if (!page) throw noSuchRoom();
  const { messages, more, epoch, version, open, slowSeconds } = page;
  const first = messages[0];
  return {
    items: messages.map(presentMessage),
    nextCursor: more && first ? `${first.version}` : null,
    epoch,
    version,
    rules: { open, slowSeconds },
  };
}

function versionIn(cursor: string): number {
  const version = /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(version)) throw new BrokenCursor('This is no cursor of the room.');
  return version;
}
