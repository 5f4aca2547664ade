import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ChatPost, ChatPostAnswer } from '@rostrum/contract';
import type { ChatTx, MessageRow, WriterRow } from '@rostrum/database';
import type { SignedIn } from '../accounts/index.ts';
import { refuse } from '../platform/index.ts';
import { ChatWriter } from './chat-writer.ts';
import { receiptOf } from './chat.presenter.ts';
import { authorOf, isAnswer, slowModeMs, writingRefused } from './chat.rules.ts';
import { plainText } from './plain-text.ts';

/** Takes a message, from sockets and HTTP alike. */
@Injectable()
export class PostMessageHandler {
  constructor(private readonly writer: ChatWriter) {}

  /** A retry gets the first answer again, whatever holds by then. Throws a Refusal. */
  async execute(who: Pick<SignedIn, 'personId'>, sent: ChatPost): Promise<ChatPostAnswer> {
    const body = writtenBody(sent.body);
    const requestHash = hash('sha256', JSON.stringify([sent.room, body, sent.replyTo ?? null]));
    const { message } = await this.writer.write(sent.room, who.personId, async (tx) => {
      const earlier = await tx.message(sent.id);
      if (earlier) return { event: null, message: sameAs(earlier, who.personId, requestHash) };
      return this.#post(tx, { ...sent, body }, requestHash);
    });
    return { ok: true, receipt: receiptOf(message) };
  }

  async #post(tx: ChatTx, { id, body, replyTo }: ChatPost, requestHash: string) {
    const writer = allowed(tx);
    const parent = replyTo === undefined ? null : await tx.message(replyTo);
    if (replyTo !== undefined && parent?.room !== tx.room.room) {
      throw refuse('BAD_REQUEST', { path: 'replyTo' }, 'There is no such message in this room.');
    }
    const author = authorOf(writer) ?? { kind: 'guest' as const, number: await tx.guest() };
    const answer = isAnswer(author, parent);
    const event = await tx.post({ id, requestHash, author, body, replyTo: parent?.id ?? null, answer });
    if (!event?.message) throw refuse('IDEMPOTENCY_MISMATCH');
    return { event, message: event.message };
  }
}

/** What somebody wrote, as it is kept. Refuses what nobody would see. */
export function writtenBody(body: string): string {
  const text = plainText(body);
  if (text === '') throw refuse('BAD_REQUEST', { path: 'body' }, 'There is nothing to read in this message.');
  return text;
}

function sameAs(earlier: MessageRow, personId: string, requestHash: string): MessageRow {
  if (earlier.personId !== personId || earlier.requestHash !== requestHash) throw refuse('IDEMPOTENCY_MISMATCH');
  return earlier;
}

function allowed({ room, writer, now }: ChatTx): WriterRow {
  const refused = writingRefused(room, writer, now);
  if (refused) throw refused;
  const retryAfterMs = slowModeMs(room, writer!, now);
  if (retryAfterMs > 0) throw refuse('RATE_LIMITED', { retryAfterMs }, 'People write slowly in this room.');
  return writer!;
}
