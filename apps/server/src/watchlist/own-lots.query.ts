import { Injectable } from '@nestjs/common';
import type { LotSummary, OwnAuction, OwnLot, OwnLots } from '@rostrum/contract';
import { Catalogue, WatchLists, type AuctionListing, type RegistrationRow } from '@rostrum/database';
import { Standings } from '../bidding/index.ts';
import { LotFinder, statusOf } from '../catalogue/index.ts';

/** The oldest of more are left out; what still moves never is among them in practice. */
const SHOWN = 1_000;

/** What concerns a person, put together from his bids, what he watches, and the catalogue. */
@Injectable()
export class OwnLotsQuery {
  constructor(
    private readonly standings: Standings,
    private readonly watchLists: WatchLists,
    private readonly finder: LotFinder,
    private readonly catalogue: Catalogue,
  ) {}

  async of(personId: string): Promise<OwnLots> {
    const [standings, watched, registrations] = await Promise.all([
      this.standings.of(personId),
      this.watchLists.of(personId),
      this.catalogue.registrations(personId),
    ]);
    const { lots, auctions } = await this.finder.byId(standings.map(({ lotId }) => lotId));
    const byId = new Map(lots.map((lot) => [lot.id, lot]));
    const watchedIds = new Set(watched);
    const own = standings.flatMap((standing): OwnLot[] => {
      const lot = byId.get(standing.lotId);
      return lot ? [{ lot, standing, watched: watchedIds.has(lot.id) }] : [];
    });
    const known = new Set(auctions.map(({ id }) => id));
    const others = registrations.map(({ auctionId }) => auctionId).filter((id) => !known.has(id));
    const all = [...auctions, ...(await this.catalogue.auctionsById(others))];
    return {
      lots: own.toSorted((a, b) => byUrgency(a.lot, b.lot)).slice(0, SHOWN),
      auctions: all.toSorted((a, b) => b.opensAt - a.opensAt).map((auction) => ownAuction(auction, registrations)),
    };
  }
}

/** What still moves first, by its end; then what is over, the latest first. */
function byUrgency(a: LotSummary, b: LotSummary): number {
  const [aMoves, bMoves] = [moves(a), moves(b)];
  if (aMoves !== bMoves) return aMoves ? -1 : 1;
  return (aMoves ? a.endsAt - b.endsAt : b.endsAt - a.endsAt) || a.number - b.number;
}

function moves({ status }: LotSummary): boolean {
  return status === 'open' || status === 'paused' || status === 'scheduled';
}

function ownAuction(auction: AuctionListing, registrations: readonly RegistrationRow[]): OwnAuction {
  const { id, slug, title, zone, currency, exponent, opensAt, lastEndsAt, firstEndsAt } = auction;
  const { paddle = null, limitMinor = null } = registrations.find(({ auctionId }) => auctionId === id) ?? {};
  const endsAt = lastEndsAt ?? firstEndsAt;
  return { id, slug, title, zone, status: statusOf(auction), currency, exponent, opensAt, endsAt, paddle, limitMinor };
}
