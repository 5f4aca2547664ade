import { Logger } from '@nestjs/common';
import type { EpochMs, PublicLotEvent } from '@rostrum/contract';
import { evolve, type Lot, type LotEvent } from '@rostrum/domain';
import type { LedgerEvent } from '@rostrum/database';
import type { LotChanged } from './lot-changed.ts';
import type { LatestActivity } from './latest-activity.ts';
import type { LotRoom } from './lot-room.ts';
import type { LotRooms } from './lot-rooms.ts';
import { presentEvent } from './lot.presenter.ts';

/** Moves the rooms of lots on, and tells of every move whoever hears on this node. */
export class LotTeller {
  private readonly log = new Logger('LotTeller');
  private readonly hearers = new Set<(change: LotChanged) => void>();

  constructor(
    private readonly rooms: Pick<LotRooms, 'open'>,
    private readonly activity: Pick<LatestActivity, 'add'>,
  ) {}

  /** Answers a function that stops it. */
  onChange(hear: (change: LotChanged) => void): () => void {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  }

  /** A lot that came into being. */
  begin(event: LedgerEvent): LotRoom {
    const room = this.rooms.open(evolve(null, event), event.epoch);
    const shown = presentEvent(event);
    if (shown) room.ring.push(shown);
    this.emit(room, room.lot, [event], shown ? [shown] : [], event.at);
    return room;
  }

  /** Events that follow on what the room holds. `after` spares the fold where the outcome is known. */
  goOn(room: LotRoom, events: readonly LotEvent[], committedAt: EpochMs, after?: Lot): void {
    const before = room.lot;
    const publicEvents = room.advance(events, after);
    this.emit(room, before, events, publicEvents, committedAt);
  }

  /** Another life of the ledger, of which only the state is told. */
  restart(room: LotRoom, lot: Lot, epoch: string, committedAt: EpochMs): void {
    const before = room.lot;
    room.restart(lot, epoch);
    this.emit(room, before, [], [], committedAt);
  }

  private emit(
    room: LotRoom,
    before: Lot,
    events: readonly LotEvent[],
    publicEvents: readonly PublicLotEvent[],
    committedAt: EpochMs,
  ): void {
    const { lot, epoch, state } = room;
    const change = {
      lotId: lot.id,
      auctionId: lot.auctionId,
      epoch,
      before,
      lot,
      events,
      publicEvents,
      state,
      committedAt,
    };
    this.activity.add(change);
    for (const hear of this.hearers) {
      try {
        hear(change);
      } catch (error) {
        this.log.error(`a hearer of lot changes failed: ${String(error)}`);
      }
    }
  }
}
