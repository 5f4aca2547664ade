import { Injectable, Logger } from '@nestjs/common';
import type { DemoPreview } from '@rostrum/contract';
import { HouseStore, People } from '@rostrum/database';
import { Revocations } from '../accounts/index.ts';
import { LotRelay } from '../bidding/index.ts';
import { PicturesSweeper } from '../catalogue/index.ts';
import { refuse } from '../platform/index.ts';
import { DemoHouse } from './demo-house.ts';

const NO_OWNER =
  'The house has no owner of its own yet. Open an account with your own address, become the owner, then remove the demo.';
const NOT_OWNER = 'Only an owner of the house removes the demo, not the owner that belongs to the demo.';

/** Takes the demo out of the house, for good. */
@Injectable()
export class DemoRemoval {
  private readonly logger = new Logger('demo');

  constructor(
    private readonly demo: DemoHouse,
    private readonly house: HouseStore,
    private readonly people: People,
    private readonly relay: LotRelay,
    private readonly revocations: Revocations,
    private readonly sweeper: PicturesSweeper,
  ) {}

  /** What would go, and whether this person may do it. */
  async preview(personId: string): Promise<DemoPreview> {
    const [count, person, hasOwner] = await Promise.all([
      this.house.countDemo(),
      this.people.byId(personId),
      this.people.hasOwner(),
    ]);
    if (!hasOwner) return { ...count, mayRemove: 'no-owner' };
    return { ...count, mayRemove: person?.role === 'owner' && !person.demo ? 'yes' : 'not-owner' };
  }

  /**
   * Ends the robots, deletes auctions, people and all rounds in one transaction, and then what lies outside of it. After a
   * crash anywhere in between it is simply done again. Answers what was there. Throws FORBIDDEN for everybody but an owner
   * who does not belong to the demo.
   */
  async remove(personId: string): Promise<DemoPreview> {
    const preview = await this.preview(personId);
    if (preview.mayRemove === 'no-owner') throw refuse('FORBIDDEN', {}, NO_OWNER);
    if (preview.mayRemove === 'not-owner') throw refuse('FORBIDDEN', {}, NOT_OWNER);
    await this.demo.takeOut();
    this.logger.log(`the demo was removed: ${preview.auctions} auctions, ${preview.people} people`);
    await this.relay.lotsRemoved();
    // The sessions of people who are gone ended with them; their sockets hear of it now.
    this.revocations.wake();
    await this.sweeper.sweep();
    return preview;
  }
}
