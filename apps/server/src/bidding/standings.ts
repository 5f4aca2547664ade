import { Injectable } from '@nestjs/common';
import type { Standing } from '@rostrum/contract';
import { Catalogue, Ledger } from '@rostrum/database';
import { standingOf, type Lot } from '@rostrum/domain';
import { LotRelay } from './lot-relay.ts';

/** How a person stands. Private to that person. */
@Injectable()
export class Standings {
  constructor(
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
    private readonly relay: LotRelay,
  ) {}

  /** On every lot that he has bid on. */
  async of(personId: string): Promise<Standing[]> {
    const lots = await this.ledger.lotsOf(personId);
    return lots.map(({ lot }) => this.fromLot(lot, personId)).filter((standing) => standing !== null);
  }

  /** On one lot, also where no bid of his stands; null for an unknown lot. */
  async on(lotId: string, personId: string): Promise<Standing | null> {
    const lot = await this.relay.lot(lotId);
    if (!lot) return null;
    const standing = this.fromLot(lot, personId);
    if (standing) return standing;
    const registrations = await this.catalogue.registrations(personId);
    const paddle = registrations.find((registration) => registration.auctionId === lot.auctionId)?.paddle ?? null;
    return { lotId: lot.id, auctionId: lot.auctionId, paddle, maxMinor: null, state: 'watching', version: lot.version };
  }

  /** On this lot; null where no bid of his stands. Pure. */
  fromLot(lot: Lot, personId: string): Standing | null {
    const standing = standingOf(lot, personId);
    return standing && { lotId: lot.id, auctionId: lot.auctionId, version: lot.version, ...standing };
  }
}
