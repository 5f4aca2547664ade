import { randomUUID } from 'node:crypto';
import type { BidAnswer, BidCommand } from '@rostrum/contract';
import type { AuctionRow, Database } from '@rostrum/database';
import { evolve, scheduleLot, type Lot, type LotRules, type ScheduleLot } from '@rostrum/domain';
import type { SignedIn } from '../accounts/index.ts';
import { runSql } from './test-database.testing.ts';
import type { TestNode } from './test-node.testing.ts';

export const RULES: LotRules = {
  ladder: { kind: 'flat', stepMinor: 100 },
  offLadder: 'allow',
  reserveMode: 'hold',
  softClose: { windowMs: 120_000, extensionMs: 120_000, mode: 'reset', maxExtensions: null, hardEnd: null },
};

/** Catalogue and people for a suite. */
export class TestHouse {
  private lots = 0;

  constructor(private readonly database: Database) {}

  async auction(changes: Partial<AuctionRow> = {}): Promise<string> {
    const id = randomUUID();
    await this.database.catalogue.addAuction({
      id,
      slug: `sale-${id}`,
      title: 'A sale',
      summary: 'Things.',
      descriptionMd: '',
      termsMd: '',
      currency: 'USD',
      exponent: 2,
      zone: 'Europe/Berlin',
      opensAt: 0,
      firstEndsAt: 0,
      staggerMs: 0,
      ladder: RULES.ladder,
      offLadder: 'allow',
      reserveMode: 'hold',
      softClose: RULES.softClose,
      premium: { tiers: [], tax: { rateBp: 0, on: 'premium' } },
      demo: false,
      createdAt: 0,
      ...changes,
    });
    return id;
  }

  /** A scheduled lot that has started an hour ago and ends in an hour, opening at 10.00. */
  async lot(auctionId: string, changes: Partial<ScheduleLot> = {}): Promise<Lot> {
    const now = await this.database.house.clock();
    const events = scheduleLot(
      {
        type: 'ScheduleLot',
        lotId: randomUUID(),
        auctionId,
        number: ++this.lots,
        currency: 'USD',
        consignorId: null,
        openingMinor: 1_000,
        reserveMinor: null,
        rules: RULES,
        startsAt: now - 3_600_000,
        endsAt: now + 3_600_000,
        ...changes,
      },
      now,
    );
    const lot = events.reduce<Lot | null>(evolve, null)!;
    const words = { title: `Lot ${lot.number}`, descriptionMd: '', provenanceMd: '', category: '', pictureHashes: [] };
    await this.database.ledger.create(lot, events, { ...words, estimateLowMinor: null, estimateHighMinor: null });
    return lot;
  }

  /** The same, open. */
  async openLot(node: Pick<TestNode, 'commands'>, auctionId: string, changes: Partial<ScheduleLot> = {}): Promise<Lot> {
    const lot = await this.lot(auctionId, changes);
    const outcome = await node.commands.execute(lot.id, { type: 'OpenLot' });
    if (!outcome.ok) throw new Error(`the lot was not opened: ${outcome.reason.code}`);
    return lot;
  }

  /** A person, registered for these auctions. */
  async person(auctionIds: readonly string[], changes: Partial<SignedIn> = {}): Promise<SignedIn> {
    const personId = randomUUID();
    const who: SignedIn = {
      personId,
      name: 'Somebody',
      email: `${personId}@bidders.test`,
      role: 'bidder',
      approved: true,
      sessionId: randomUUID(),
      sessionEndsAt: Number.MAX_SAFE_INTEGER,
      ...changes,
    };
    await runSql(this.database, 'INSERT INTO people (id, name, email, role, approved) VALUES ($1, $2, $3, $4, $5)', [
      personId,
      who.name,
      who.email,
      who.role,
      who.approved,
    ]);
    for (const auctionId of auctionIds) await this.database.catalogue.register(auctionId, personId);
    return who;
  }
}

/** A bid with an id of its own. */
export function bidOn(lot: Pick<Lot, 'id'>, maxMinor: number, changes: Partial<BidCommand> = {}): BidCommand {
  return { id: randomUUID(), lotId: lot.id, maxMinor, ...changes };
}

/** `leading`, `outbid`, `raised`, or the code of the refusal. */
export function outcomeOf(answer: BidAnswer): string {
  return answer.ok ? answer.receipt.outcome : answer.error.code;
}
