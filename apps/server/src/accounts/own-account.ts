import { Injectable } from '@nestjs/common';
import { LANGUAGES, type Account, type AccountChange, type AccountSession } from '@rostrum/contract';
import { Accounts, People } from '@rostrum/database';
import { Clock, refuse } from '../platform/index.ts';
import { AccountMails } from './account-mails.ts';

/** Why an account cannot be deleted now. */
const STANDS_AGAINST = {
  leads: 'You lead open lots. The account can be deleted once they are over, or somebody has outbid you.',
  'last-owner': 'A house needs an owner. Make somebody else an owner first.',
} as const;

/** What a person sees and changes of his own account. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly mails: AccountMails,
    private readonly clock: Clock,
  ) {}

  /** Throws UNAUTHENTICATED where the person is gone meanwhile. */
  async of(personId: string): Promise<Account> {
    const [person, preferences, leads] = await Promise.all([
      this.people.byId(personId),
      this.accounts.preferences(personId),
      this.accounts.leads(personId),
    ]);
    if (person === null) throw refuse('UNAUTHENTICATED');
    const { name, email, emailVerified, role, createdAt, demo } = person;
    const locale = LANGUAGES.find((language) => language === person.locale) ?? LANGUAGES[0];
    return { name, email, emailVerified, role, locale, ...preferences, createdAt, demo, leads };
  }

  /** Throws FORBIDDEN where it would rename somebody of the demo. */
  async change(personId: string, change: AccountChange): Promise<Account> {
    if (change.name !== undefined) {
      const person = await this.people.byId(personId);
      if (change.name !== person?.name) await this.refuseShared(personId);
    }
    await this.accounts.change(personId, change);
    return this.of(personId);
  }

  async sessions(personId: string, currentId: string): Promise<AccountSession[]> {
    const sessions = await this.accounts.sessions(personId);
    return sessions.map((session) => ({ ...session, current: session.id === currentId }));
  }

  /** Answers how many. */
  endOtherSessions(personId: string, currentId: string): Promise<number> {
    return this.accounts.endOtherSessions(personId, currentId);
  }

  /** Everybody knows the passwords of the demo: whoever comes next has to find these people as they are. */
  async refuseShared(personId: string): Promise<void> {
    const person = await this.people.byId(personId);
    if (person?.demo) throw refuse('FORBIDDEN', {}, 'This account belongs to the demo and is shared.');
  }

  /** Throws FORBIDDEN with the reason where something stands against it. */
  async delete(personId: string): Promise<void> {
    const outcome = await this.accounts.delete(personId, this.clock.now(), this.mails.farewell());
    if (outcome.deleted) return;
    throw outcome.why === 'gone' ? refuse('UNAUTHENTICATED') : refuse('FORBIDDEN', {}, STANDS_AGAINST[outcome.why]);
  }
}
