import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { People } from '@rostrum/database';
import { Clock, Env } from '../platform/index.ts';
import { createOwnerLink } from './owner.link.ts';

/** How a house gets its first owner, and who is approved at once. */
@Injectable()
export class HouseOwner implements OnApplicationBootstrap {
  constructor(
    private readonly env: Env,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** On loopback whoever signs up is approved, and the first becomes the owner; elsewhere staff approve him. */
  async signedUp(personId: string): Promise<void> {
    if (!this.env.loopback) return;
    await this.people.setApproved(personId, true);
    await this.people.claimFirstOwner(personId);
  }

  /** Where anybody could come first, only a link printed at start makes the owner. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.env.loopback || (await this.people.hasOwner())) return;
    const link = await createOwnerLink(this.people, this.env.publicUrl, '', this.clock.now());
    process.stdout.write(`This house has no owner yet. Sign up, then open within a day: ${link}\n`);
  }
}
