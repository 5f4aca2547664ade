import { Injectable } from '@nestjs/common';
import type { MailSummary, OpenedMail, Page } from '@rostrum/contract';
import { Mails, People, type KeptMail, type MailRow } from '@rostrum/database';
import { Clock, Env, refuse } from '../platform/index.ts';
import { compose } from './compose.ts';
import { MailLetters } from './mail.letters.ts';

/** Mails as the owner of a house sees them, which sends none: he passes on what people need. */
@Injectable()
export class KeptMails {
  constructor(
    private readonly mails: Mails,
    private readonly people: People,
    private readonly letters: MailLetters,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  /** The newest first, without their words. Throws FORBIDDEN. */
  async page(ownerId: string, limit: number, cursor?: string): Promise<Page<MailSummary>> {
    await this.#admit(ownerId);
    const { items, nextCursor } = await this.mails.page(cursor === undefined ? { limit } : { limit, cursor });
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Notes who opens a kept mail, then shows it. Throws FORBIDDEN, and NOT_FOUND where it is not kept. */
  async open(ownerId: string, id: string): Promise<OpenedMail> {
    await this.#admit(ownerId);
    const mail = await this.mails.byId(id);
    if (mail?.status !== 'kept') throw refuse('NOT_FOUND', {}, 'There is no kept mail with this id.');
    await this.mails.opened(id, ownerId, this.clock.now());
    const withheld = withheldFrom(mail, this.clock.now());
    const letter = await this.letters.of(withheld === null ? mail : { ...mail, data: {} });
    if (letter === null) throw refuse('NOT_FOUND', {}, 'What this mail speaks of is gone.');
    const { subject, text } = compose(letter, mail.locale);
    const { kind, createdAt, name, address } = mail;
    const openings = (await this.mails.byId(id))?.openings ?? [];
    return { id, kind, createdAt, to: { name, address }, subject, text, withheld, openings };
  }

  /** Everybody knows the password of the demo's owner: beyond this machine he reads nobody's mail. */
  async #admit(ownerId: string): Promise<void> {
    const owner = await this.people.byId(ownerId);
    if (owner?.role !== 'owner' || (owner.demo && !this.env.loopback)) throw refuse('FORBIDDEN');
  }
}

/** A link opens an account: never that of somebody who works here, and no longer than it is good. */
function withheldFrom({ kind, role, expiresAt, data }: KeptMail, now: number): OpenedMail['withheld'] {
  if (kind !== 'verification' && kind !== 'reset') return null;
  if (role !== 'bidder') return 'staff';
  return expiresAt <= now || data.token === undefined ? 'expired' : null;
}

function summaryOf(row: MailRow): MailSummary {
  const { id, kind, status, reason, attempts, createdAt, sentAt, nextAt, name, address } = row;
  return {
    id,
    kind,
    status,
    reason,
    attempts,
    createdAt,
    sentAt,
    nextAt: status === 'queued' ? nextAt : null,
    to: { name, address },
    opens: status === 'kept',
  };
}
