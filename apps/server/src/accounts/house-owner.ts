import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HouseStore, People } from '@rostrum/database';
import { z } from 'zod';
import { Clock, Env } from '../platform/index.ts';
import { hashOfToken, newOwnerLink, OWNER_LINK_MS } from './owner.link.ts';

/** Setting of the house: hashes of the links that were printed at start, and when each ends (epoch ms). */
const FIRST_LINKS = 'owner.first-links';
const firstLinksSchema = z.record(z.string(), z.number());

/** How a house gets its owners, and who is approved at once. */
@Injectable()
export class HouseOwner implements OnApplicationBootstrap {
  constructor(
    private readonly env: Env,
    private readonly people: People,
    private readonly house: HouseStore,
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
    const { hash, link } = newOwnerLink(this.env.publicUrl);
    await this.house.exclusively(FIRST_LINKS, async () => {
      const now = this.clock.now();
      const good = Object.entries(await this.firstLinks()).filter(([, endsAt]) => endsAt > now);
      await this.house.setSetting(FIRST_LINKS, Object.fromEntries([...good, [hash, now + OWNER_LINK_MS]]));
    });
    process.stdout.write(`This house has no owner yet. Sign up, then open within a day: ${link}\n`);
  }

  /**
   * Uses a link. One that was made for somebody works once, for him; one that was printed at start works as long as the
   * house has no owner. False where it is unknown, used, too old or meant for somebody else.
   */
  async claim(token: string, personId: string): Promise<boolean> {
    const hash = hashOfToken(token);
    if (await this.people.useOwnerLink(hash, personId)) return true;
    const endsAt = (await this.firstLinks())[hash] ?? 0;
    return endsAt > this.clock.now() && this.people.claimFirstOwner(personId);
  }

  private async firstLinks(): Promise<Record<string, number>> {
    return firstLinksSchema.safeParse(await this.house.setting(FIRST_LINKS)).data ?? {};
  }
}
