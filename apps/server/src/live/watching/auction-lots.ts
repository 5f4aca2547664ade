import { Injectable } from '@nestjs/common';
import { Catalogue } from '@rostrum/database';
import type { LotChanged } from '../../bidding/index.ts';
import { Clock, refuse } from '../../platform/index.ts';

/** A list is read again after this long, for what came without an event. */
const TRUSTED_FOR_MS = 30_000;
const PAGE = 200;
/** So many auctions are kept at most; the oldest go first. */
const KEPT = 500;

/** Which lots belong to an auction. Kept in memory, since every heartbeat asks. */
@Injectable()
export class AuctionLots {
  readonly #known = new Map<string, { lotIds: Set<string>; readAt: number }>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** Ids of the auction's lots, drafts included. Refuses with `NOT_FOUND`. */
  async of(auctionId: string): Promise<string[]> {
    const known = this.#known.get(auctionId);
    if (known && this.clock.now() - known.readAt < TRUSTED_FOR_MS) return [...known.lotIds];
    const lotIds = await this.#read(auctionId);
    if (lotIds.size === 0 && (await this.catalogue.auctionsById([auctionId])).length === 0) {
      throw refuse('NOT_FOUND', {}, 'There is no such auction.');
    }
    this.#known.delete(auctionId);
    this.#known.set(auctionId, { lotIds, readAt: this.clock.now() });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= KEPT) break;
      this.#known.delete(oldest);
    }
    return [...lotIds];
  }

  /** The same from memory alone; empty for an auction that nobody asked for. */
  known(auctionId: string): ReadonlySet<string> {
    return this.#known.get(auctionId)?.lotIds ?? new Set();
  }

  /** A lot that moved belongs to its auction, also when it is new. */
  hear(change: LotChanged): void {
    this.#known.get(change.auctionId)?.lotIds.add(change.lotId);
  }

  async #read(auctionId: string): Promise<Set<string>> {
    const lotIds = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.catalogue.lotsOf(auctionId, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
      for (const { lot } of page.items) lotIds.add(lot.id);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return lotIds;
  }
}
