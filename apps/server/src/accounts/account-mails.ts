import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Mails, People } from '@rostrum/database';
import { Clock, Env, Ids } from '../platform/index.ts';

const HOUR_S = 3600;
/** One person is sent a link of a kind at most this often, however many ask for it. */
const EVERY_MS = 3 * 60_000;

/** How long links are good, in seconds. An owner who passes them on himself gets more time for it. */
export function linkSeconds(sendsMail: boolean): { verification: number; reset: number } {
  return sendsMail
    ? { verification: 24 * HOUR_S, reset: HOUR_S }
    : { verification: 7 * 24 * HOUR_S, reset: 24 * HOUR_S };
}

/** Queues the mails with links that open an account. Without a mail server they are kept, for bidders' accounts only. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly mails: Mails,
    private readonly people: People,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly env: Env,
  ) {}

  /** Whether the house sends mail: then an address has to be confirmed before its person signs in. */
  get sends(): boolean {
    return this.env.smtpUrl !== undefined;
  }

  /** A link that confirms the person's address, or one that sets a new password. */
  async link(kind: 'verification' | 'reset', personId: string, token: string): Promise<void> {
    const person = await this.people.byId(personId);
    if (person === null || (!this.sends && person.role !== 'bidder')) return;
    const now = this.clock.now();
    await this.mails.add({
      id: this.ids.uuid(),
      personId,
      kind,
      cause: createHash('sha256').update(token).digest('base64url'),
      about: personId,
      data: { token },
      status: this.sends ? 'queued' : 'kept',
      nextAt: now,
      expiresAt: now + linkSeconds(this.sends)[kind] * 1000,
      createdAt: now,
      unlessMailedSince: now - EVERY_MS,
    });
  }

  /** The last mail to somebody who deletes his account; null where the house sends none. */
  farewell(): { id: string; expiresAt: number } | null {
    return this.sends ? { id: this.ids.uuid(), expiresAt: this.clock.now() + 24 * HOUR_S * 1000 } : null;
  }
}
