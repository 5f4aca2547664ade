import {
  applyLotEvent,
  checksumOf,
  type LotEventsFrame,
  type PublicLot,
  type PublicLotEvent,
  type WatchedLot,
} from '@rostrum/contract';

export const AUCTION_ID = '01900000-0000-7000-8000-0000000000aa';

/** Id of the nth lot of the scripted house. */
export function lotIdOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** A lot whose ledger the spec writes. */
export class ScriptedLot {
  state: PublicLot;
  history: PublicLotEvent[] = [];

  constructor(number: number) {
    const state = {
      id: lotIdOf(number),
      auctionId: AUCTION_ID,
      number,
      epoch: 'epoch--1',
      version: 0,
      status: 'open' as const,
      priceMinor: null,
      minimumMinor: 1_000,
      nextStepsMinor: [1_000, 1_100, 1_200, 1_300, 1_400],
      bidCount: 0,
      leader: null,
      startsAt: 0,
      endsAt: 4_000_000_000_000,
      extended: false,
    };
    this.state = { ...state, checksum: checksumOf(state) };
  }

  /** The next bid; the frame that tells of it. */
  bid(): LotEventsFrame {
    const bidCount = this.state.bidCount + 1;
    const event: PublicLotEvent = {
      version: this.state.version + 1,
      at: bidCount,
      type: 'BidPlaced',
      paddle: bidCount % 7,
      amountMinor: bidCount * 100,
      priceMinor: bidCount * 100,
      bidCount,
      leader: bidCount % 7,
    };
    this.history.push(event);
    this.state = applyLotEvent(this.state, event);
    return { lotId: this.state.id, epoch: this.state.epoch, from: event.version, events: [event] };
  }

  /** A new life of the ledger, shorter than the last one. */
  restart(): void {
    const next = {
      ...new ScriptedLot(this.state.number).state,
      epoch: `epoch--${Number(this.state.epoch.slice(-1)) + 1}`,
    };
    this.state = { ...next, checksum: checksumOf(next) };
    this.history = [];
  }

  /** Events after a version, as one frame. */
  since(version: number): LotEventsFrame {
    const events = this.history.filter((event) => event.version > version);
    return { lotId: this.state.id, epoch: this.state.epoch, from: version + 1, events };
  }

  watched(epoch?: string, version?: number): WatchedLot {
    const { id, epoch: now, version: head } = this.state;
    if (epoch === now && version !== undefined && version <= head) {
      return { id, mode: 'delta', epoch: now, version: head, events: this.since(version).events };
    }
    return { id, mode: 'snapshot', epoch: now, version: head, state: this.state };
  }
}
