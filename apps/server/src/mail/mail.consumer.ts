import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Consumers, type ConsumerTx, type LedgerEvent } from '@rostrum/database';
import { Clock, Env, Round } from '../platform/index.ts';
import { mayEndAuction } from './mail.rules.ts';

const BATCH = 500;
const POLL_MS = 1_000;
const DAY_MS = 24 * 3_600_000;
/** How long after its last lot an auction is summed up. */
const DIGEST_AFTER_MS = 5 * 60_000;

/**
 * Reads the ledger behind its cursor and queues the summaries of auctions that are over. Cursor and mails move in one
 * transaction, on one node at a time: a crash loses none and doubles none. What follows from single events goes by way of
 * notices.
 */
@Injectable()
export class MailConsumer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(MailConsumer.name);
  readonly #round = new Round(
    () => this.#consume(),
    (error) => this.#logger.warn({ msg: 'no mails were queued', reason: (error as Error).message }),
    POLL_MS,
  );

  constructor(
    private readonly consumers: Consumers,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    this.#round.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#round.stop();
  }

  /** One batch. Answers whether more may wait. */
  async #consume(): Promise<boolean> {
    const count = await this.consumers.run('mail', BATCH, (events, tx) => this.#queue(events, tx));
    return count === BATCH;
  }

  async #queue(events: readonly LedgerEvent[], tx: ConsumerTx): Promise<void> {
    const now = this.clock.now();
    // A house that begins to write has a past of which nobody wants to be told.
    const last = events.filter((event) => mayEndAuction(event) && now - event.at <= DAY_MS);
    const lots = await tx.lots([...new Set(last.map(({ lotId }) => lotId))]);
    const times = { nextAt: now + DIGEST_AFTER_MS, expiresAt: now + 2 * DAY_MS, createdAt: now };
    // Without a mail server everything is kept for the owner. Strangers are not written to.
    const handling =
      this.env.smtpUrl === undefined ? { status: 'kept' as const } : { status: 'queued' as const, verifiedOnly: true };
    for (const auctionId of new Set(lots.map((lot) => lot.auctionId)))
      await tx.addDigests({ auctionId, ...times, ...handling });
  }
}
