import { Injectable, Logger } from '@nestjs/common';
import { Catalogue, HouseStore, type AuctionListing } from '@rostrum/database';
import { LotCommands, LotRelay } from '../bidding/index.ts';
import { AuctionHouse, statusOf } from '../catalogue/index.ts';
import { Clock } from '../platform/index.ts';
import type { DemoFiles } from './demo-files.ts';
import { roundDefinition, roundSlug, type DemoPart } from './demo-schedule.ts';

const ROUNDS = 'demo.rounds';
const PARTS: readonly DemoPart[] = ['running', 'coming'];
const LOCK = 'demo.rounds';
/** So many rounds of each sale stay readable, the newest among them. */
const ROUNDS_KEPT = 3;
/** A lot that lost its end to an outage gets this long, and each further one a little longer. */
const RESUMED_MS = 10 * 60_000;
const RESUMED_STAGGER_MS = 60_000;

type Rounds = Record<DemoPart, number>;

/** Lets the people of the demo into a sale that was opened just now. */
export type Enter = (part: DemoPart, auction: AuctionListing) => Promise<void>;

/** Keeps the demo going: always one sale that runs and one to come. Safe on several nodes. */
@Injectable()
export class DemoRounds {
  private readonly logger = new Logger('demo');

  constructor(
    private readonly house: HouseStore,
    private readonly catalogue: Catalogue,
    private readonly auctions: AuctionHouse,
    private readonly lots: LotCommands,
    private readonly relay: LotRelay,
    private readonly clock: Clock,
  ) {}

  /** Whether the demo was in this house and was taken out of it. */
  async removed(files: DemoFiles): Promise<boolean> {
    return (await this.loaded()) && (await this.latest(files)) === null;
  }

  /** Opens the first round of both sales, once, and lets people in. The caller sees to it that he is alone. */
  async begin(files: DemoFiles, enter: Enter): Promise<void> {
    if (await this.loaded()) return;
    for (const part of PARTS) await this.open(files, part, 1, enter);
    await this.house.setSetting(ROUNDS, { running: 1, coming: 1 } satisfies Rounds);
  }

  /** Opens what is due. False once the demo was taken out of the house. */
  async goOn(files: DemoFiles, enter: Enter): Promise<boolean> {
    const known = await this.latest(files);
    if (known === null) return false;
    await this.reviveStalled(known.running);
    if (PARTS.some((part) => isDue(part, known[part]))) {
      await this.alone(() => this.openDue(files, enter));
    }
    return true;
  }

  /** Runs `work` while no node opens a round. */
  alone(work: () => Promise<void>): Promise<void> {
    return this.house.exclusively(LOCK, work);
  }

  /** Looks again under the lock: another node may have been here. */
  private async openDue(files: DemoFiles, enter: Enter): Promise<void> {
    const known = await this.latest(files);
    if (known === null) return;
    const rounds = { ...known.rounds };
    for (const part of PARTS) {
      if (!isDue(part, known[part])) continue;
      rounds[part] += 1;
      await this.open(files, part, rounds[part], enter);
      await this.house.setSetting(ROUNDS, rounds);
      await this.removeOld(files, part, rounds[part]);
    }
  }

  /** A demo that runs for a year does not fill the house. */
  private async removeOld(files: DemoFiles, part: DemoPart, newest: number): Promise<void> {
    const old: AuctionListing[] = [];
    for (let round = newest - ROUNDS_KEPT; round >= 1; round--) {
      const auction = await this.catalogue.auctionBySlug(roundSlug(files.sales[part], round));
      if (auction === null) break;
      if (statusOf(auction) === 'closed') old.push(auction);
    }
    if (old.length === 0) return;
    await this.house.removeDemoAuctions(old.map(({ id }) => id));
    await this.relay.lotsRemoved();
    this.logger.log(`removed ${old.map(({ slug }) => slug).join(', ')}`);
  }

  private async loaded(): Promise<boolean> {
    return (await this.house.setting(ROUNDS)) !== null;
  }

  private async open(files: DemoFiles, part: DemoPart, round: number, enter: Enter): Promise<void> {
    const auction = await this.auctions.openAuction(roundDefinition(files, part, round, this.clock.now()));
    await enter(part, auction);
    this.logger.log(`opened ${auction.slug} with ${auction.lotCount} lots`);
  }

  private async latest(files: DemoFiles): Promise<(Record<DemoPart, AuctionListing> & { rounds: Rounds }) | null> {
    const rounds = (await this.house.setting(ROUNDS)) as Rounds | null;
    if (rounds === null) return null;
    const [running, coming] = await Promise.all(
      PARTS.map((part) => this.catalogue.auctionBySlug(roundSlug(files.sales[part], rounds[part]))),
    );
    return running && coming ? { rounds, running, coming } : null;
  }

  /**
   * A long outage leaves lots paused, for staff to decide on; nobody minds the demo, so it decides itself. While other lots
   * of the round go on they are resumed; else they are withdrawn, and a new round begins.
   */
  private async reviveStalled(auction: AuctionListing): Promise<void> {
    const now = this.clock.now();
    if (auction.openCount === 0) return;
    const { items } = await this.catalogue.lotsOf(auction.id, { limit: 200 });
    const lots = items.map(({ lot }) => lot);
    const stalled = lots.filter((lot) => lot.status === 'paused' && lot.endsAt < now);
    const othersGoOn = lots.some((lot) => lot.status === 'open');
    for (const [index, lot] of stalled.entries()) {
      const endsAt = now + RESUMED_MS + index * RESUMED_STAGGER_MS;
      await this.lots.execute(lot.id, othersGoOn ? { type: 'ResumeLot', endsAt } : { type: 'WithdrawLot' });
    }
  }
}

/** A running sale that is over, or a coming one that came, wants a successor. */
function isDue(part: DemoPart, auction: AuctionListing): boolean {
  return part === 'running' ? statusOf(auction) === 'closed' : statusOf(auction) !== 'scheduled';
}
