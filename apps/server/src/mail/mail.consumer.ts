import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Consumers, type ConsumerTx, type LedgerEvent, type NewMail } from '@rostrum/database';
import { minimumOf, type Lot } from '@rostrum/domain';
import { FoldedLots } from '../bidding/index.ts';
import { Clock, Env, Ids, Round } from '../platform/index.ts';
import { dueOf, mayEndAuction, type Due } from './mail.rules.ts';

const BATCH = 500;
const POLL_MS = 1_000;
const DAY_MS = 24 * 3_600_000;
/** Whoever was seen within this time is on line. */
const ON_LINE_MS = 60_000;
/** About one lot a person is told at most this often that he was outbid. */
const OUTBID_EVERY_MS = 10 * 60_000;
/** How long after its last lot an auction is summed up. */
const DIGEST_AFTER_MS = 5 * 60_000;

/**
 * Reads the ledger behind its cursor and queues what people are to be written. Cursor and mails move in one transaction,
 * on one node at a time: a crash loses none and doubles none. Whoever reads notices on the site needs no mail at once,
 * so this waits for its poll.
 */
@Injectable()
export class MailConsumer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(MailConsumer.name);
  readonly #lots = new FoldedLots();
  readonly #round = new Round(
    () => this.#consume(),
    (error) => this.#logger.warn({ msg: 'no mails were queued', reason: (error as Error).message }),
    POLL_MS,
  );

  constructor(
    private readonly consumers: Consumers,
    private readonly clock: Clock,
    private readonly ids: Ids,
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
    this.#lots.begin();
    const count = await this.consumers.run('mail', BATCH, (events, tx) => this.#queue(events, tx));
    this.#lots.keep();
    return count === BATCH;
  }

  async #queue(events: readonly LedgerEvent[], tx: ConsumerTx): Promise<void> {
    const now = this.clock.now();
    const mails = new Map<string, NewMail>();
    const ended = new Set<string>();
    for (const event of events) {
      // A house that begins to write has a past of which nobody wants to be told.
      if (now - event.at > DAY_MS) continue;
      const { before, after } = await this.#lots.apply(event, tx);
      // Of several within a batch the newest counts.
      for (const due of dueOf(before, event, after, now)) {
        mails.set(`${due.kind} ${due.personId} ${event.lotId}`, this.#mailOf(due, event, after, now));
      }
      if (mayEndAuction(event)) ended.add(after.auctionId);
    }
    await tx.addMails([...mails.values()]);
    const times = { nextAt: now + DIGEST_AFTER_MS, expiresAt: now + DAY_MS, createdAt: now };
    for (const auctionId of ended) await tx.addDigests({ auctionId, ...times, ...this.#handling() });
  }

  #mailOf({ kind, personId }: Due, { lotId, seq }: LedgerEvent, lot: Lot, now: number): NewMail {
    return {
      id: this.ids.uuid(),
      personId,
      kind,
      cause: `${lotId}:${seq}:${personId}`,
      about: lotId,
      data: { priceMinor: lot.priceMinor ?? 0, minimumMinor: minimumOf(lot) },
      nextAt: now,
      expiresAt: kind === 'outbid' ? Math.min(lot.endsAt, now + DAY_MS) : now + DAY_MS,
      createdAt: now,
      ...(kind === 'outbid' ? { unlessSeenSince: now - ON_LINE_MS, unlessMailedSince: now - OUTBID_EVERY_MS } : {}),
      ...this.#handling(),
    };
  }

  /** Without a mail server everything is kept for the owner. Strangers are not written to. */
  #handling(): Pick<NewMail, 'status' | 'verifiedOnly'> {
    return this.env.smtpUrl === undefined ? { status: 'kept' } : { status: 'queued', verifiedOnly: true };
  }
}
