import { Injectable } from '@nestjs/common';
import type {
  ChatActAnswer,
  ChatRoomId,
  ChatRules,
  StaffChatMessage,
  StaffChatMute,
  StaffChatReports,
} from '@rostrum/contract';
import { ChatDesk, type PageOptions, type StaffMessageRow } from '@rostrum/database';
import { Clock } from '../platform/index.ts';
import { ChatWriter } from './chat-writer.ts';
import { presentMessage } from './chat.presenter.ts';
import { mutedUntil } from './chat.rules.ts';
import { noSuchMessage } from './chat.refusals.ts';

const MINUTE_MS = 60_000;

/** What staff see of talk and do about it. Who may is asked before. */
@Injectable()
export class StaffChat {
  constructor(
    private readonly desk: ChatDesk,
    private readonly writer: ChatWriter,
    private readonly clock: Clock,
  ) {}

  async reports(page: PageOptions): Promise<StaffChatReports> {
    const { items, nextCursor } = await this.desk.reports(page);
    return { items: items.map(({ message, ...rest }) => ({ message: this.#present(message), ...rest })), nextCursor };
  }

  /** With its text, also where it was removed. Refuses with `NOT_FOUND`. */
  async message(room: ChatRoomId, id: string): Promise<StaffChatMessage> {
    return this.#present(await this.#message(room, id));
  }

  /** What was reported of a message is no reason to remove it. Refuses with `NOT_FOUND`. */
  async keep(room: ChatRoomId, id: string): Promise<void> {
    await this.#message(room, id);
    await this.desk.settle(id, this.clock.now());
  }

  /** Nobody but staff reads it any more. Refuses with `NOT_FOUND`. */
  async remove(room: ChatRoomId, id: string, staffId: string): Promise<ChatActAnswer> {
    const { version } = await this.writer.write(room, staffId, async (tx) => {
      const message = await tx.message(id);
      if (message?.room !== room) throw noSuchMessage();
      const event = message.removedBy === null ? await tx.remove(message, 'staff') : null;
      return { event, version: event?.version ?? tx.room.version };
    });
    await this.desk.settle(id, this.clock.now());
    return { ok: true, version };
  }

  /** Who wrote a message may not write in its auction for so many minutes; 0: he may again. Refuses with `NOT_FOUND`. */
  async mute(room: ChatRoomId, id: string, minutes: number, staffId: string): Promise<StaffChatMute> {
    const { auctionId, personId, name } = await this.#message(room, id);
    const until = this.clock.now() + minutes * MINUTE_MS;
    await this.desk.mute(auctionId, personId, until, staffId);
    return { personId, name, auctionId, until };
  }

  mutes(): Promise<StaffChatMute[]> {
    return this.desk.mutes(this.clock.now());
  }

  /** Opens or closes a room, or sets its slow mode; what is left out stays. Refuses with `NOT_FOUND`. */
  async rule(room: ChatRoomId, change: Partial<ChatRules>, staffId: string): Promise<ChatRules> {
    const { rules } = await this.writer.write(room, staffId, async (tx) => {
      const { open, slowSeconds } = tx.room;
      const rules = { open: change.open ?? open, slowSeconds: change.slowSeconds ?? slowSeconds };
      const same = rules.open === open && rules.slowSeconds === slowSeconds;
      return { rules, event: same ? null : await tx.rule(rules) };
    });
    return rules;
  }

  async #message(room: ChatRoomId, id: string): Promise<StaffMessageRow> {
    const message = await this.desk.message(room, id);
    if (!message) throw noSuchMessage();
    return message;
  }

  #present(row: StaffMessageRow): StaffChatMessage {
    const { room, auctionId, lotId, title, body: original, earlier, personId, name } = row;
    const writer = { personId, name, mutedUntil: mutedUntil(row, this.clock.now()) };
    return { ...presentMessage(row), room, auctionId, lotId, title, original, earlier, writer };
  }
}
