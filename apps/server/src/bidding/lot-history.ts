import { Injectable } from '@nestjs/common';
import type { LotEventsPage, PublicLotEvent, WatchedLot } from '@rostrum/contract';
import { RING_SIZE } from '../platform/index.ts';
import { BiddingMetrics } from './bidding.metrics.ts';
import type { LotRoom } from './lot-room.ts';
import { LotRooms } from './lot-rooms.ts';

/** A resume that missed more than this takes a snapshot: that is smaller. */
const DELTA_MAX = 1_000;

/** What happened to lots in public: from the rings of their rooms, and what is older from the ledger. */
@Injectable()
export class LotHistory {
  constructor(
    private readonly rooms: LotRooms,
    private readonly metrics: BiddingMetrics,
  ) {}

  /** The events after `version` where they are provably all of them, else the whole state. Null for an unknown lot. */
  async resume(lotId: string, epoch?: string, version?: number): Promise<WatchedLot | null> {
    const [room] = await this.rooms.get([lotId]);
    if (!room) return null;
    if (epoch === room.epoch && version !== undefined) {
      if (version > room.state.version) this.metrics.clientAhead();
      else {
        const events = await this.eventsBetween(room, version);
        if (events && epoch === room.epoch) {
          return { id: lotId, mode: 'delta', epoch, version: version + events.length, events };
        }
      }
    }
    return { id: lotId, mode: 'snapshot', epoch: room.epoch, version: room.state.version, state: room.state };
  }

  /** A page of the public history after version `since`; null for an unknown lot. */
  async page(lotId: string, since: number, limit: number): Promise<LotEventsPage | null> {
    const [room] = await this.rooms.get([lotId]);
    if (!room) return null;
    const { epoch, state } = room;
    const upTo = Math.min(since + limit, state.version);
    const items = (await this.atHand(room, since, upTo)) ?? (await this.rooms.read(room.lot.id, since, limit));
    const last = items.at(-1)?.version ?? since;
    return {
      lotId: state.id,
      epoch,
      version: state.version,
      items,
      nextCursor: last < state.version ? `${last}` : null,
    };
  }

  /**
   * The events after `version` up to `upTo`, or to wherever the room stands by then; null where they are older than a ring
   * goes back. An empty ring is filled first, once for all who ask: after a restart a crowd asks at the same time.
   */
  private async atHand(room: LotRoom, version: number, upTo?: number): Promise<PublicLotEvent[] | null> {
    const held = room.ring.between(version, upTo ?? room.state.version);
    if (held || room.state.version - version > RING_SIZE) return held;
    await this.rooms.fill(room);
    return room.ring.between(version, upTo ?? room.state.version);
  }

  /** All public events after `version`, or null. The room may move on while the ledger is read. */
  private async eventsBetween(room: LotRoom, version: number): Promise<PublicLotEvent[] | null> {
    const atHand = await this.atHand(room, version);
    if (atHand || room.state.version - version > DELTA_MAX) return atHand;
    const read = await this.rooms.read(room.lot.id, version, DELTA_MAX);
    const old = read.filter((event) => event.version <= room.state.version);
    const newer = room.ring.between(version + old.length, room.state.version);
    if (!newer) return null;
    const all = [...old, ...newer];
    return all.every((event, index) => event.version === version + 1 + index) ? all : null;
  }
}
