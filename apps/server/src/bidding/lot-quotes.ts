import { Injectable } from '@nestjs/common';
import type { LotQuote } from '@rostrum/contract';
import { Catalogue } from '@rostrum/database';
import { priceToPay, type Charges } from '@rostrum/domain';
import { Clock, refuse } from '../platform/index.ts';
import { LotRelay } from './lot-relay.ts';

/** A house that changes its premium is believed this much later, in ms. */
const KEPT_MS = 30_000;
const KEPT_LOTS = 2_000;

/** What it costs to win, by the premium and tax of the lot's auction (R8). */
@Injectable()
export class LotQuotes {
  readonly #charges = new Map<string, { charges: Charges; until: number }>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly relay: LotRelay,
    private readonly clock: Clock,
  ) {}

  /** Throws LOT_UNKNOWN, for a draft too. */
  async of(lotId: string, hammerMinor: number): Promise<LotQuote> {
    const id = lotId.toLowerCase();
    return { lotId: id, ...priceToPay(hammerMinor, await this.#chargesOf(id)) };
  }

  async #chargesOf(lotId: string): Promise<Charges> {
    const now = this.clock.now();
    const kept = this.#charges.get(lotId);
    if (kept && kept.until > now) return kept.charges;
    const [lot, page] = await Promise.all([this.relay.lot(lotId), this.catalogue.lot(lotId)]);
    if (lot === null || page === null) throw refuse('LOT_UNKNOWN');
    this.#charges.delete(lotId);
    this.#charges.set(lotId, { charges: page.auction.premium, until: now + KEPT_MS });
    for (const oldest of this.#charges.keys()) {
      if (this.#charges.size <= KEPT_LOTS) break;
      this.#charges.delete(oldest);
    }
    return page.auction.premium;
  }
}
