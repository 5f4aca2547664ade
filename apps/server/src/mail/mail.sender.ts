import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Mails, type ClaimedMail } from '@rostrum/database';
import { PreferencesDesk } from '../notices/index.ts';
import { Clock, OutboxSender, type Outbox } from '../platform/index.ts';
import { compose } from './compose.ts';
import { MailLetters } from './mail.letters.ts';
import { SmtpPost } from './smtp.post.ts';

const AT_ONCE = 4;

/** Sends mails that are queued. SMTP has no better promise to make than that a mail sent twice has one Message-ID. */
@Injectable()
export class MailSender implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #sender: OutboxSender<ClaimedMail>;

  constructor(
    private readonly mails: Mails,
    private readonly letters: MailLetters,
    private readonly post: SmtpPost,
    private readonly preferences: PreferencesDesk,
    private readonly clock: Clock,
  ) {
    const outbox: Outbox<ClaimedMail> = {
      name: 'mail',
      atOnce: AT_ONCE,
      // A house without a mail server keeps what is queued.
      claim: async (...asked) => (this.post === null ? [] : mails.claim(...asked)),
      send: (mail) => this.#send(mail),
      sent: (id, at) => mails.sent(id, at),
      postpone: (mail, nextAt, reason) => mails.postpone(mail, nextAt, reason),
      failed: (mail, reason) => mails.failed(mail, reason),
      sweep: (now, before) => mails.sweep(now, before),
    };
    this.#sender = new OutboxSender(outbox, clock);
  }

  onApplicationBootstrap(): void {
    this.#sender.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#sender.stop();
  }

  async #send(mail: ClaimedMail): ReturnType<Outbox<ClaimedMail>['send']> {
    const { id, locale, address: to } = mail;
    const until = await this.#quietUntil(mail);
    if (until !== null) return { waitsUntil: until };
    const letter = (await this.letters.ofUse(mail)) ? await this.letters.of(mail) : null;
    if (letter === null || to === '') return { givenUp: 'obsolete' };
    await this.post.send({ id, to, locale, ...compose(letter, locale) });
    return 'sent';
  }

  /** The summary of an auction is made for many at once; each gets it when his quiet hours are over. */
  async #quietUntil({ kind, personId }: ClaimedMail): Promise<number | null> {
    if (kind !== 'digest' || personId === null) return null;
    return this.preferences.quietUntil(personId, this.clock.now());
  }
}
