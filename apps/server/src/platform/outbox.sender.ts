import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { EpochMs } from '@rostrum/contract';
import type { Clock } from './clock.ts';
import { retryAfterMs } from './retry.ts';
import { Round } from './round.ts';

const POLL_MS = 1_000;
/** Longer than a delivery may take, with all its steps. */
const LEASE_MS = 4 * 60_000;
const SWEEP_EVERY_MS = 3_600_000;
const KEPT_MS = 90 * 24 * 3_600_000;
/** What the other side has is noted as sent, whatever it takes within the lease. */
const NOTE_TRIES = 8;
/** A house that goes away waits this long for deliveries under way; what is cut off is sent again by its claim's end. */
const STOP_MS = 10_000;

/** Why something was not taken. `code` names no person; permanent: it never will be. */
export class NotTaken extends Error {
  constructor(
    readonly code: string,
    readonly permanent: boolean,
    /** What the other side asked to be left alone for, in ms. */
    readonly retryAfterMs: number = 0,
  ) {
    super(code);
    this.name = 'NotTaken';
  }
}

/** Something that was claimed, and must be sent before the claim ends. */
export interface OutboxItem {
  id: string;
  /** The claim's number, counted from 1. */
  attempts: number;
  /** After this it is of no use. */
  expiresAt: EpochMs;
}

/** A queue of what goes out, and the way out. */
export interface Outbox<Item extends OutboxItem> {
  /** `mail`, `push`: for the log. */
  name: string;
  /** How many are sent side by side. */
  atOnce: number;
  claim(limit: number, now: EpochMs, leaseMs: number): Promise<Item[]>;
  /** Hands it over. Answers when it is to be tried instead, or why it is given up. Throws NotTaken. */
  send(item: Item): Promise<'sent' | { waitsUntil: EpochMs } | { givenUp: string }>;
  sent(id: string, at: EpochMs): Promise<void>;
  postpone(item: Item, nextAt: EpochMs, reason: string | null): Promise<void>;
  failed(item: Item, reason: string): Promise<void>;
  sweep(now: EpochMs, before: EpochMs): Promise<void>;
}

/**
 * Sends what is queued. An item is claimed, sent, and noted as sent: a node that dies before it sent gives the claim back
 * by its end, and one that dies after the other side said "taken" and before that was noted makes it go out again, under
 * the same id, by which the other side can show it once.
 */
export class OutboxSender<Item extends OutboxItem> {
  readonly #logger: Logger;
  readonly #outbox: Outbox<Item>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #round: Round;
  #sweepAt = 0;
  #stopping = false;

  constructor(outbox: Outbox<Item>, clock: Pick<Clock, 'now'>) {
    this.#outbox = outbox;
    this.#clock = clock;
    this.#logger = new Logger(`${outbox.name} sender`);
    this.#round = new Round(
      () => this.#sendSome(),
      (error) => this.#logger.warn({ msg: `nothing can be sent: ${outbox.name}`, reason: (error as Error).message }),
      POLL_MS,
    );
  }

  start(): void {
    this.#round.start();
  }

  async stop(): Promise<void> {
    const stopped = this.#round.stop();
    await Promise.race([stopped, sleep(STOP_MS, undefined, { ref: false })]);
    this.#stopping = true;
  }

  /** Answers whether more may wait. */
  async #sendSome(): Promise<boolean> {
    const now = this.#clock.now();
    if (now >= this.#sweepAt) {
      await this.#outbox.sweep(now, now - KEPT_MS);
      this.#sweepAt = now + SWEEP_EVERY_MS;
    }
    const { atOnce } = this.#outbox;
    const claimed = await this.#outbox.claim(atOnce, now, LEASE_MS);
    await Promise.all(claimed.map((item) => this.#send(item)));
    return claimed.length === atOnce;
  }

  async #send(item: Item): Promise<void> {
    const { id, attempts } = item;
    try {
      if (item.expiresAt <= this.#clock.now()) return await this.#outbox.failed(item, 'expired');
      const became = await this.#outbox.send(item);
      if (became === 'sent') await this.#note(id);
      else if ('waitsUntil' in became) await this.#outbox.postpone(item, became.waitsUntil, null);
      else await this.#outbox.failed(item, became.givenUp);
    } catch (error) {
      const failure = error instanceof NotTaken ? error : new NotTaken('HOUSE', false);
      this.#logger.warn({ msg: `not sent: ${this.#outbox.name}`, id, attempts, reason: failure.code });
      await this.#retry(item, failure);
    }
  }

  async #retry(item: Item, { code, permanent, retryAfterMs: asked }: NotTaken): Promise<void> {
    const wait = Math.max(asked, retryAfterMs(item.attempts, Math.random()));
    const nextAt = this.#clock.now() + wait;
    if (permanent || nextAt >= item.expiresAt) await this.#outbox.failed(item, code);
    else await this.#outbox.postpone(item, nextAt, code);
  }

  /** The other side has it: a database that fails now must not make it go out twice. */
  async #note(id: string): Promise<void> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#outbox.sent(id, this.#clock.now());
      } catch (error) {
        if (tried === NOTE_TRIES || this.#stopping) {
          this.#logger.error({ msg: `sent, and could not be noted: ${this.#outbox.name}`, id });
          throw error;
        }
        await sleep(500 * 2 ** Math.min(tried, 5));
      }
    }
  }
}
