import { Injectable } from '@nestjs/common';
import type { PublicLotEvent } from '@rostrum/contract';
import { Ledger } from '@rostrum/database';
import { evolve, type Lot } from '@rostrum/domain';
import { Clock, RING_SIZE } from '../platform/index.ts';
import { BiddingMetrics } from './bidding.metrics.ts';
import { LotRoom } from './lot-room.ts';
import { presentEvent } from './lot.presenter.ts';

/** A closed lot that nobody asked for since this long is forgotten, in ms. */
const FORGET_AFTER_MS = 10 * 60_000;
/** Lots and events read in one statement. */
const READ_MAX = 500;

const OVER = new Set<Lot['status']>(['sold', 'passed', 'withdrawn']);

/** The lots that this node holds in memory: all that are alive, and those asked for of late. */
@Injectable()
export class LotRooms {
  private readonly rooms = new Map<string, LotRoom>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly filling = new Map<LotRoom, Promise<void>>();

  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly metrics: BiddingMetrics,
  ) {}

  /** The room of a lot that this node holds. Does not count as asking. */
  known(lotId: string): LotRoom | undefined {
    return this.rooms.get(lotId.toLowerCase());
  }

  /** The room of a lot that this node holds and the public may see. */
  peek(lotId: string): LotRoom | undefined {
    const room = this.known(lotId);
    if (!room || room.lot.status === 'draft') return undefined;
    room.askedAt = this.clock.now();
    return room;
  }

  /** The rooms of lots, in the order asked for; null for unknown lots and drafts. What is not here is read once. */
  async get(lotIds: readonly string[]): Promise<(LotRoom | null)[]> {
    const missing = lotIds.map((id) => id.toLowerCase()).filter((id) => !this.rooms.has(id));
    if (missing.length > 0) await this.load(missing);
    return lotIds.map((id) => this.peek(id) ?? null);
  }

  /** Lets go of lots whose ledger is no more, as when the demo is removed: from now on they are unknown here. */
  async forgetVanished(): Promise<void> {
    const held = [...this.rooms.keys()];
    for (let from = 0; from < held.length; from += READ_MAX) {
      const chunk = held.slice(from, from + READ_MAX);
      const existing = await this.ledger.existing(chunk);
      for (const id of chunk) if (!existing.has(id)) this.rooms.delete(id);
    }
  }

  /** A room for a lot as it stands. */
  open(lot: Lot, epoch: string): LotRoom {
    const room = new LotRoom(lot, epoch, this.clock.now());
    this.rooms.set(lot.id, room);
    return room;
  }

  /** A room for a lot as it stood after `seq`, folded from the ledger; none where another load was quicker or it has no such past. */
  async unfold(lotId: string, seq: number, epoch: string): Promise<LotRoom | undefined> {
    let lot: Lot | null = null;
    while (lot === null || lot.seq < seq) {
      const after: number = lot?.seq ?? 0;
      const events = await this.ledger.events(lotId, { afterSeq: after, limit: READ_MAX });
      if (events.length === 0) break;
      for (const event of events) if (event.seq <= seq) lot = evolve(lot, event);
    }
    const known = this.known(lotId);
    return known ?? (lot ? this.open(lot, epoch) : undefined);
  }

  /** Public events after a version, from the ledger. */
  async read(lotId: string, afterVersion: number, limit: number): Promise<PublicLotEvent[]> {
    this.metrics.historyRead();
    const events = await this.ledger.events(lotId, { afterVersion, limit });
    return events.map(presentEvent).filter((event) => event !== null);
  }

  /** Reads the last public events into a room's ring, once for all who ask at the same time. */
  async fill(room: LotRoom): Promise<void> {
    let filling = this.filling.get(room);
    if (!filling) {
      const { epoch, state } = room;
      filling = this.read(room.lot.id, Math.max(0, state.version - RING_SIZE), RING_SIZE)
        .then((events) => {
          if (room.epoch === epoch) room.ring.fill(events.filter((event) => event.version <= state.version));
        })
        .finally(() => this.filling.delete(room));
      this.filling.set(room, filling);
    }
    await filling;
  }

  /** Every lot that is alive gets its room, so that the first event of each can be told. */
  async openLiving(): Promise<void> {
    const living = await this.ledger.due(Number.MAX_SAFE_INTEGER);
    await this.load(living.map((lot) => lot.lotId).filter((id) => !this.rooms.has(id)));
  }

  /** Forgets closed lots that nobody asks for. */
  tidy(): void {
    const before = this.clock.now() - FORGET_AFTER_MS;
    for (const [id, room] of this.rooms) if (OVER.has(room.lot.status) && room.askedAt < before) this.rooms.delete(id);
  }

  private async load(ids: readonly string[]): Promise<void> {
    const mine = [...new Set(ids)].filter((id) => !this.loading.has(id));
    for (let from = 0; from < mine.length; from += READ_MAX) {
      const chunk = mine.slice(from, from + READ_MAX);
      const reading = this.ledger
        .read(chunk)
        .then((records) => {
          for (const { lot, epoch } of records) if (!this.rooms.has(lot.id)) this.open(lot, epoch);
        })
        .finally(() => chunk.forEach((id) => this.loading.delete(id)));
      for (const id of chunk) this.loading.set(id, reading);
    }
    await Promise.all(ids.map((id) => this.loading.get(id)));
  }
}
