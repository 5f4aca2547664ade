import { Injectable } from '@nestjs/common';
import type { Standing } from '@rostrum/contract';
import { Catalogue, Ledger, WatchLists, type RegistrationRow } from '@rostrum/database';
import { standingOf, type Lot } from '@rostrum/domain';
import { LotRelay } from './lot-relay.ts';

/** How a person stands. Private to that person. */
@Injectable()
export class Standings {
  constructor(
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
    private readonly relay: LotRelay,
    private readonly watchLists: WatchLists,
  ) {}

  /** On every lot that he has bid on, or watches. */
  async of(personId: string): Promise<Standing[]> {
    const [lots, watched] = await Promise.all([this.ledger.lotsOf(personId), this.watchLists.of(personId)]);
    const bidOn = lots.map(({ lot }) => this.fromLot(lot, personId)).filter((standing) => standing !== null);
    const known = new Set(bidOn.map(({ lotId }) => lotId));
    return [
      ...bidOn,
      ...(await this.watching(
        personId,
        watched.filter((lotId) => !known.has(lotId)),
      )),
    ];
  }

  /** On one lot, also where no bid of his stands; null for an unknown lot. */
  async on(lotId: string, personId: string): Promise<Standing | null> {
    const lot = await this.relay.lot(lotId);
    if (!lot) return null;
    const standing = this.fromLot(lot, personId);
    if (standing) return standing;
    const registrations = await this.catalogue.registrations(personId);
    return watchingOf(lot, registrations);
  }

  /** On this lot; null where no bid of his stands. Pure. */
  fromLot(lot: Lot, personId: string): Standing | null {
    const standing = standingOf(lot, personId);
    return standing && { lotId: lot.id, auctionId: lot.auctionId, version: lot.version, ...standing };
  }

  /** On lots without a bid of his; unknown ones are left out. */
  private async watching(personId: string, lotIds: readonly string[]): Promise<Standing[]> {
    if (lotIds.length === 0) return [];
    const [records, registrations] = await Promise.all([
      this.ledger.read(lotIds),
      this.catalogue.registrations(personId),
    ]);
    return records.map(({ lot }) => watchingOf(lot, registrations));
  }
}

function watchingOf(lot: Lot, registrations: readonly RegistrationRow[]): Standing {
  const paddle = registrations.find(({ auctionId }) => auctionId === lot.auctionId)?.paddle ?? null;
  return { lotId: lot.id, auctionId: lot.auctionId, paddle, maxMinor: null, state: 'watching', version: lot.version };
}
