import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { NoticeTopic } from '@rostrum/contract';
import { Consumers, type ConsumerTx, type NewNotice, type WrittenRow } from '@rostrum/database';
import { NoticeTail } from '../notices/index.ts';
import { Ids, Round } from '../platform/index.ts';
import { mentionedPaddles } from './mentions.ts';

const BATCH = 200;

/**
 * Tells people that somebody replied to them, or wrote their paddle. Cursor and notices move in one transaction, on one
 * node at a time: a crash loses none and doubles none. A message tells each person one thing.
 */
@Injectable()
export class ChatNotices implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(ChatNotices.name);
  readonly #round = new Round(
    () => this.#consume(),
    (error) => this.#logger.warn({ msg: 'nobody was told of what was said', err: error }),
  );

  constructor(
    private readonly consumers: Consumers,
    private readonly tail: NoticeTail,
    private readonly ids: Ids,
  ) {}

  onApplicationBootstrap(): void {
    this.#round.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#round.stop();
  }

  /** One batch. Answers whether more may wait. */
  async #consume(): Promise<boolean> {
    let told = 0;
    const count = await this.consumers.runTalk('talk-notices', BATCH, async (written, tx) => {
      const rows: NewNotice[] = [];
      for (const each of written) rows.push(...(await this.#rowsOf(each, tx)));
      told = (await tx.addNotices(rows)).length;
    });
    this.tail.written(told);
    return count === BATCH;
  }

  async #rowsOf(written: WrittenRow, tx: ConsumerTx): Promise<NewNotice[]> {
    const { message, auctionId, auctionSlug, lotId } = written;
    const { room, id: messageId, version, at } = message;
    const about = { lotId, auctionId: lotId === null ? auctionId : null, seq: version, at };
    const money = { priceMinor: null, minimumMinor: null };
    const told = toldOf(written, await mentioned(written, tx));
    return Array.from(told, ([personId, topic]) => ({
      id: this.ids.uuid(),
      personId,
      topic,
      ...about,
      ...money,
      talk: { room, messageId, auctionSlug },
    }));
  }
}

/** Nobody is called by what was removed before anybody could be told. */
async function mentioned({ message, auctionId }: WrittenRow, tx: ConsumerTx): Promise<string[]> {
  return message.removedBy === null ? tx.peopleOfPaddles(auctionId, mentionedPaddles(message.body)) : [];
}

/** Who is told what of a message: a reply counts more than a mention, and nobody is told of his own words. */
export function toldOf({ message, repliedTo }: WrittenRow, mentionedIds: readonly string[]): Map<string, NoticeTopic> {
  const told = new Map<string, NoticeTopic>();
  if (message.removedBy !== null) return told;
  for (const personId of mentionedIds) told.set(personId, 'mention');
  if (repliedTo !== null) told.set(repliedTo, 'answered');
  told.delete(message.personId);
  return told;
}
