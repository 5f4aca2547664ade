import type { PublicLot, PublicLotEvent } from '@rostrum/contract';
import type { Lot, LotEvent } from '@rostrum/domain';

/** What happened to a lot, told once on each node, in order. `events`, `before` and `lot` hold secrets. */
export interface LotChanged {
  lotId: string;
  auctionId: string;
  epoch: string;
  /** The lot before these events; the lot itself where they are its first. */
  before: Lot;
  lot: Lot;
  /** Contiguous by seq. None where a new epoch began: then only `state` counts. */
  events: readonly LotEvent[];
  publicEvents: readonly PublicLotEvent[];
  state: PublicLot;
  /** When this node knew of the commit, epoch ms; of another node's commit, when its last event was decided. */
  committedAt: number;
}
