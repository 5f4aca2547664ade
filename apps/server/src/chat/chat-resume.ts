import { Injectable } from '@nestjs/common';
import type { ChatHistoryPage, ChatWatch, ChatWatchAnswer } from '@rostrum/contract';
import { Clock } from '../platform/index.ts';
import { ChatPages } from './chat-pages.ts';
import { ChatRelay } from './chat-relay.ts';
import type { ChatRoom } from './chat-room.ts';
import { OwnChatDesk } from './own-chat.ts';
import { noSuchRoom } from './chat.refusals.ts';

type Answered = Extract<ChatWatchAnswer, { ok: true }>;

/** Says where a room stands, to somebody who hears already what comes next. */
@Injectable()
export class ChatResume {
  constructor(
    private readonly relay: ChatRelay,
    private readonly pages: ChatPages,
    private readonly own: OwnChatDesk,
    private readonly clock: Clock,
  ) {}

  /** What was missed since a version, or the newest page. `personId` is null for a stranger. Refuses with `NOT_FOUND`. */
  async resume(personId: string | null, { room, epoch, version }: ChatWatch): Promise<Answered> {
    const known = await this.relay.room(room);
    if (!known) throw noSuchRoom();
    const me = personId === null ? null : await this.own.in(known.row, personId);
    if (epoch !== undefined && version !== undefined) {
      const events = await this.relay.since(known, epoch, version);
      if (events) {
        const stands = { epoch, version: version + events.length, rules: known.rules };
        return { ok: true, serverTime: this.clock.now(), room, ...stands, me, mode: 'delta', events };
      }
    }
    const { items: messages, ...page } = await this.#newest(known);
    return { ok: true, serverTime: this.clock.now(), room, ...page, me, mode: 'snapshot', messages };
  }

  /** A page that others asked for may be older than what was already sent to those who listen. */
  async #newest(known: ChatRoom): Promise<ChatHistoryPage> {
    const { room, epoch, version } = known.row;
    const page = await this.pages.newest(room);
    return page.epoch === epoch && page.version < version ? this.pages.newest(room) : page;
  }
}
