import { Injectable } from '@nestjs/common';
import { Catalogue, Ledger, type AuctionListing, type AuctionRow, type LotEntry } from '@rostrum/database';
import { evolve, scheduleLot, staggeredEnd, type Lot, type ScheduleLot } from '@rostrum/domain';
import { LotCommands } from '../bidding/index.ts';
import { Clock, Ids } from '../platform/index.ts';

/** A lot that is to be sold. Amounts in minor units of the auction's currency. */
export interface LotDefinition extends LotEntry {
  openingMinor: number;
  reserveMinor: number | null;
  consignorId: string | null;
  /** Epoch ms; without it the lot takes its place in the auction's row of staggered ends. */
  endsAt?: number;
  /** Without it the lot takes the auction's. */
  ladder?: AuctionRow['ladder'];
}

/** An auction that is to be held, with its lots in the order of their numbers. */
export interface AuctionDefinition extends Omit<AuctionRow, 'id' | 'createdAt'> {
  lots: readonly LotDefinition[];
}

/** Puts auctions into the catalogue and their lots into the ledger. */
@Injectable()
export class AuctionHouse {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly ledger: Ledger,
    private readonly commands: LotCommands,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Creates an auction with its lots, and opens them if its time has come. An auction of this slug that was left
   * unfinished is completed, so that a node that died over it does no harm. Throws RangeError for rules that no lot could
   * be sold by.
   */
  async openAuction(definition: AuctionDefinition): Promise<AuctionListing> {
    const { lots, ...auction } = definition;
    let known = await this.catalogue.auctionBySlug(auction.slug);
    if (known === null) {
      await this.catalogue.addAuction({ ...auction, id: this.ids.uuid(), createdAt: this.clock.now() });
      known = (await this.catalogue.auctionBySlug(auction.slug))!;
    }
    for (const [index, lot] of lots.entries()) {
      if (index >= known.lotCount) await this.addLot(known, definition, lot, index);
    }
    return (await this.catalogue.auctionBySlug(auction.slug))!;
  }

  private async addLot(
    auction: AuctionListing,
    definition: AuctionDefinition,
    { openingMinor, reserveMinor, consignorId, endsAt, ladder, ...entry }: LotDefinition,
    index: number,
  ): Promise<void> {
    const { opensAt, firstEndsAt, staggerMs, offLadder, reserveMode, softClose, currency } = definition;
    const command: ScheduleLot = {
      type: 'ScheduleLot',
      lotId: this.ids.uuid(),
      auctionId: auction.id,
      number: index + 1,
      currency,
      consignorId,
      openingMinor,
      reserveMinor,
      rules: { ladder: ladder ?? definition.ladder, offLadder, reserveMode, softClose },
      startsAt: opensAt,
      endsAt: endsAt ?? staggeredEnd(firstEndsAt, index, staggerMs),
    };
    const events = scheduleLot(command, this.clock.now());
    const lot = events.reduce<Lot | null>(evolve, null)!;
    await this.ledger.create(lot, events, entry);
    // The timers of all nodes would find it too, a little later.
    if (opensAt <= this.clock.now()) await this.commands.execute(lot.id, { type: 'OpenLot' });
  }
}
