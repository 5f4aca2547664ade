import type { PublicLot, PublicLotEvent } from '@rostrum/contract';
import { evolve, type Lot, type LotEvent } from '@rostrum/domain';
import { EventRing } from '../platform/index.ts';
import { presentEvent, presentLot } from './lot.presenter.ts';

/** What one node holds of one lot: the fold of its events, what the public sees of it, and the last public events. */
export class LotRoom {
  readonly ring = new EventRing<PublicLotEvent>();
  state: PublicLot;

  constructor(
    public lot: Lot,
    public epoch: string,
    /** When somebody last asked for this lot, epoch ms. */
    public askedAt: number,
  ) {
    this.state = presentLot(lot, epoch);
  }

  /** Whether `events` are the very next ones. */
  follows(epoch: string, events: readonly LotEvent[]): boolean {
    return epoch === this.epoch && events[0]?.seq === this.lot.seq + 1;
  }

  /** Takes events that follow on, and answers the public ones. `after` spares the fold where the outcome is known. */
  advance(events: readonly LotEvent[], after?: Lot): PublicLotEvent[] {
    this.lot = after ?? events.reduce(evolve, this.lot);
    this.state = presentLot(this.lot, this.epoch);
    const publicEvents = events.map(presentEvent).filter((event) => event !== null);
    for (const event of publicEvents) this.ring.push(event);
    return publicEvents;
  }

  /** Another life of the ledger began: nothing of before can be built upon. */
  restart(lot: Lot, epoch: string): void {
    this.ring.clear();
    this.lot = lot;
    this.epoch = epoch;
    this.state = presentLot(lot, epoch);
  }
}
