import { Injectable } from '@nestjs/common';
import { Accounts, People, type PersonRow } from '@rostrum/database';
import { AccountMails } from './account-mails.ts';
import type { AuthHooks } from './auth.ts';
import { HouseOwner } from './house-owner.ts';

/** What the house decides, and makes, of what better-auth does. */
@Injectable()
export class AccountHooks implements AuthHooks {
  constructor(
    private readonly owner: HouseOwner,
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly mails: AccountMails,
  ) {}

  signedUp(personId: string): Promise<void> {
    return this.owner.signedUp(personId);
  }

  person(personId: string): Promise<PersonRow | null> {
    return this.people.byId(personId);
  }

  link(kind: 'verification' | 'reset', personId: string, token: string): Promise<void> {
    return this.mails.link(kind, personId, token);
  }

  /** Where the house sends mail, whoever reads an address may bid; elsewhere staff decide (DESIGN §8). */
  async verified(personId: string): Promise<void> {
    if (!this.mails.sends) return;
    const person = await this.people.byId(personId);
    if (person?.approved === false) await this.people.setApproved(personId, true);
  }

  /** Other links to set a password end. A link that came by mail proves the address too. */
  async passwordReset(personId: string): Promise<void> {
    await this.accounts.dropResets(personId);
    if (!this.mails.sends) return;
    await this.accounts.confirmAddress(personId);
    await this.verified(personId);
  }
}
