import { Injectable } from '@nestjs/common';
import type { ChatActAnswer, ChatRoomId } from '@rostrum/contract';
import { ChatDesk, type ChatEventRow, type ChatTx, type MessageRow } from '@rostrum/database';
import type { SignedIn } from '../accounts/index.ts';
import { Clock, refuse } from '../platform/index.ts';
import { ChatWriter } from './chat-writer.ts';
import { isFresh, isStaff, writingRefused } from './chat.rules.ts';
import { plainText } from './plain-text.ts';
import { writtenBody } from './post-message.handler.ts';
import { noSuchMessage } from './chat.refusals.ts';

/** Changes and removes messages that are there, and takes reports of them. Doing any of it twice does it once. */
@Injectable()
export class ChangeMessageHandler {
  constructor(
    private readonly writer: ChatWriter,
    private readonly desk: ChatDesk,
    private readonly clock: Clock,
  ) {}

  /** One's own, for a few minutes. Throws a Refusal. */
  async edit(who: SignedIn, change: { room: ChatRoomId; id: string; body: string }): Promise<ChatActAnswer> {
    const body = writtenBody(change.body);
    return this.#change(who, change, async (tx, message) => {
      if (message.personId !== who.personId) throw refuse('FORBIDDEN');
      if (message.removedBy === null && message.body === body) return null;
      const refused = writingRefused(tx.room, tx.writer, tx.now);
      if (refused) throw refused;
      if (message.removedBy !== null || !isFresh(message, tx.now)) throw tooLate();
      return tx.edit(message, body);
    });
  }

  /** One's own, for a few minutes; staff any. Throws a Refusal. */
  async remove(who: SignedIn, wish: { room: ChatRoomId; id: string }): Promise<ChatActAnswer> {
    return this.#change(who, wish, async (tx, message) => {
      const own = message.personId === who.personId;
      const staff = tx.writer !== null && !tx.writer.banned && isStaff(tx.writer);
      if (!own && !staff) throw refuse('FORBIDDEN');
      if (message.removedBy !== null) return null;
      if (own && isFresh(message, tx.now)) return tx.remove(message, 'author');
      if (!staff) throw tooLate();
      return tx.remove(message, 'staff');
    });
  }

  /** Tells staff of a message, once for each person. Throws a Refusal. */
  async report(who: SignedIn, { room, id, note }: { room: ChatRoomId; id: string; note?: string }): Promise<void> {
    const message = await this.desk.message(room, id);
    if (!message) throw noSuchMessage();
    if (message.removedBy !== null) return;
    await this.desk.report(id, who.personId, plainText(note ?? ''), this.clock.now());
  }

  async #change(
    who: SignedIn,
    { room, id }: { room: ChatRoomId; id: string },
    work: (tx: ChatTx, message: MessageRow) => Promise<ChatEventRow | null>,
  ): Promise<ChatActAnswer> {
    const { version } = await this.writer.write(room, who.personId, async (tx) => {
      const message = await tx.message(id);
      if (message?.room !== room) throw noSuchMessage();
      const event = await work(tx, message);
      return { event, version: event?.version ?? tx.room.version };
    });
    return { ok: true, version };
  }
}

function tooLate(): Error {
  return refuse('MAY_NOT_WRITE', { why: 'late', until: null }, 'The time to change this message is over.');
}
