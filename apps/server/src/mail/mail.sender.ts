import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Mails, type ClaimedMail } from '@rostrum/database';
import { Clock, Round } from '../platform/index.ts';
import { compose } from './compose.ts';
import { MailLetters } from './mail.letters.ts';
import { retryAfterMs } from './retry.ts';
import { NotTaken, SmtpPost } from './smtp.post.ts';

const AT_ONCE = 4;
const POLL_MS = 1_000;
/** Longer than a delivery may take, with all its steps. */
const LEASE_MS = 4 * 60_000;
const SWEEP_EVERY_MS = 3_600_000;
const KEPT_MS = 90 * 24 * 3_600_000;
/** A mail that the server has is noted as sent, whatever it takes within the lease. */
const NOTE_TRIES = 8;
/** A house that goes away waits this long for deliveries under way; what is cut off is sent again by its claim's end. */
const STOP_MS = 10_000;

/**
 * Sends what is queued. A mail is claimed, sent, and noted as sent: a node that dies before it sent gives the claim back
 * by its end, and one that dies after the server said "taken" and before that was noted makes the mail go out again,
 * under the same Message-ID, by which most mailboxes show it once. SMTP has no better promise to make.
 */
@Injectable()
export class MailSender implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(MailSender.name);
  readonly #round = new Round(
    () => this.#sendSome(),
    (error) => this.#logger.warn({ msg: 'mails cannot be sent', reason: (error as Error).message }),
    POLL_MS,
  );
  #sweepAt = 0;
  #stopping = false;

  constructor(
    private readonly mails: Mails,
    private readonly letters: MailLetters,
    private readonly post: SmtpPost,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#round.start();
  }

  async onApplicationShutdown(): Promise<void> {
    const stopped = this.#round.stop();
    await Promise.race([stopped, sleep(STOP_MS, undefined, { ref: false })]);
    this.#stopping = true;
  }

  /** Answers whether more may wait. */
  async #sendSome(): Promise<boolean> {
    const now = this.clock.now();
    if (now >= this.#sweepAt) {
      await this.mails.sweep(now, now - KEPT_MS);
      this.#sweepAt = now + SWEEP_EVERY_MS;
    }
    if (this.post === null) return false;
    const claimed = await this.mails.claim(AT_ONCE, now, LEASE_MS);
    await Promise.all(claimed.map((mail) => this.#send(mail)));
    return claimed.length === AT_ONCE;
  }

  async #send(mail: ClaimedMail): Promise<void> {
    const { id, kind, attempts, locale, address: to } = mail;
    try {
      if (mail.expiresAt <= this.clock.now()) return await this.mails.failed(mail, 'expired');
      const letter = (await this.letters.ofUse(mail)) ? await this.letters.of(mail) : null;
      if (letter === null || to === '') return await this.mails.failed(mail, 'obsolete');
      await this.post.send({ id, to, locale, ...compose(letter, locale) });
      await this.#note(id);
    } catch (error) {
      const { code, permanent } = error instanceof NotTaken ? error : new NotTaken('HOUSE', false);
      this.#logger.warn({ msg: 'a mail was not sent', mailId: id, kind, attempts, reason: code });
      await this.#retry(mail, code, permanent);
    }
  }

  async #retry(mail: ClaimedMail, code: string, permanent: boolean): Promise<void> {
    const nextAt = this.clock.now() + retryAfterMs(mail.attempts, Math.random());
    if (permanent || nextAt >= mail.expiresAt) await this.mails.failed(mail, code);
    else await this.mails.postpone(mail, nextAt, code);
  }

  /** The server has it: a database that fails now must not make it go out twice. */
  async #note(id: string): Promise<void> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.mails.sent(id, this.clock.now());
      } catch (error) {
        if (tried === NOTE_TRIES || this.#stopping) {
          this.#logger.error({ msg: 'a mail was sent and could not be noted', mailId: id });
          throw error;
        }
        await sleep(500 * 2 ** Math.min(tried, 5));
      }
    }
  }
}
