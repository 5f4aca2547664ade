import { Injectable, Logger } from '@nestjs/common';
import type { Activity, LotEventsPage, PublicLot, PublicLotEvent, WatchedLot } from '@rostrum/contract';
import { Ledger, type LedgerEvent } from '@rostrum/database';
import { evolve, type Lot, type LotEvent } from '@rostrum/domain';
import { Bus, Clock, type BusMessage } from '../platform/index.ts';
import { BiddingMetrics } from './bidding.metrics.ts';
import { LatestActivity } from './latest-activity.ts';
import type { LotChanged } from './lot-changed.ts';
import type { Commit } from './lot-queue.ts';
import { RING_SIZE } from './lot-ring.ts';
import type { LotRoom } from './lot-room.ts';
import { LotRooms } from './lot-rooms.ts';
import { presentEvent } from './lot.presenter.ts';
import { Rerun } from './rerun.ts';

/** A resume that missed more than this takes a snapshot: that is smaller. */
const DELTA_MAX = 1_000;
/** Without a look at the ledger for this long, what a node knows may be old. In ms. */
const ABREAST_MS = 3_000;
/** Rows read from the ledger at once. */
const READ_MAX = 1_000;

/**
 * What every node knows of lots. Hears of events from its own queue right after the commit, from other nodes over the bus
 * (a hint only) and from the sweep; takes each once, in order, and reads from the ledger what it missed.
 */
@Injectable()
export class LotRelay {
  private readonly log = new Logger('LotRelay');
  private readonly hearers = new Set<(change: LotChanged) => void>();
  /** Lots whose room may be of another epoch than the ledger. */
  private readonly doubted = new Set<string>();
  private sweptAt = performance.now();
  private readonly catching = new Rerun((lotId) => this.readOn(lotId));

  constructor(
    private readonly rooms: LotRooms,
    private readonly ledger: Ledger,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly metrics: BiddingMetrics,
    private readonly activity: LatestActivity,
  ) {
    bus.subscribe((message) => this.heard(message));
  }

  /** Hears every change of every lot on this node: in order, contiguous, once. Answers a function that stops it. */
  onChange(hear: (change: LotChanged) => void): () => void {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  }

  /** Public states; unknown lots and drafts are left out. Keeps the order asked for. */
  async states(lotIds: readonly string[]): Promise<PublicLot[]> {
    const rooms = await this.rooms.get(lotIds);
    return rooms.filter((room) => room !== null).map((room) => room.state);
  }

  /** The whole lot, secrets included; null for an unknown one and a draft. */
  async lot(lotId: string): Promise<Lot | null> {
    const [room] = await this.rooms.get([lotId]);
    return room?.lot ?? null;
  }

  /** Where this node stands with a lot that it knows. */
  head(lotId: string): [version: number, checksum: string] | undefined {
    const room = this.rooms.peek(lotId);
    return room && [room.state.version, room.state.checksum];
  }

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
  async history(lotId: string, since: number, limit: number): Promise<LotEventsPage | null> {
    const [room] = await this.rooms.get([lotId]);
    if (!room) return null;
    const { epoch, state } = room;
    const upTo = Math.min(since + limit, state.version);
    const items = room.ring.between(since, upTo) ?? (await this.rooms.read(room.lot.id, since, limit));
    const last = items.at(-1)?.version ?? since;
    return {
      lotId: state.id,
      epoch,
      version: state.version,
      items,
      nextCursor: last < state.version ? `${last}` : null,
    };
  }

  /** Lots were removed from the ledger: this node forgets them now, the others when they hear of it or tidy up. */
  async lotsRemoved(): Promise<void> {
    await this.rooms.forgetVanished();
    this.bus.publish({ kind: 'lots-removed' });
  }

  /** False while the ledger has not been read to its end for some time: then nobody may call what this node shows current. */
  isAbreast(): boolean {
    return performance.now() - this.sweptAt < ABREAST_MS;
  }

  /** The sweep has told everything up to the ledger's end. */
  sweptToEnd(): void {
    this.sweptAt = performance.now();
  }

  /** The last 20 doings of the house, newest first. */
  latest(): Promise<Activity[]> {
    return this.activity.latest();
  }

  /** From the queue of this node, right after a commit. */
  committed({ lotId, epoch, before, lot, events }: Commit): void {
    const room = this.rooms.known(lotId) ?? this.rooms.open(before, epoch);
    if (room.follows(epoch, events)) this.tell(room, events, this.clock.now(), lot);
    else void this.catchUp(room, epoch);
    this.bus.publish({ kind: 'lot', lotId, epoch, seq: lot.seq });
  }

  /** From the sweep: events of one lot, of any node, in any order, known ones among them. Returns when they are told. */
  async swept(lotId: string, found: readonly LedgerEvent[]): Promise<void> {
    const events = found.toSorted((a, b) => a.seq - b.seq);
    const [first, last] = [events[0]!, events.at(-1)!];
    let room = this.rooms.known(lotId);
    if (!room && first.seq === 1) room = this.begin(first);
    room ??= await this.rooms.unfold(lotId, first.seq - 1, first.epoch);
    if (!room) return;
    const { seq } = room.lot;
    const fresh = events.filter((event) => event.seq > seq);
    if (last.epoch === room.epoch && fresh.length === 0) return;
    const inRow = fresh.every((event, index) => event.seq === seq + 1 + index);
    if (inRow && room.follows(last.epoch, fresh)) this.tell(room, fresh, last.at);
    else await this.catchUp(room, last.epoch);
  }

  /** The bus may lose and forge: what it says only makes this node look. Lots without a room are left to the sweep. */
  private heard(message: BusMessage): void {
    if (message.kind === 'lots-removed') void this.rooms.forgetVanished().catch(() => undefined);
    if (message.kind !== 'lot') return;
    const room = this.rooms.known(message.lotId);
    if (room && (room.epoch !== message.epoch || room.lot.seq < message.seq)) void this.catchUp(room, message.epoch);
  }

  /** Reads what this node lacks of a lot. */
  private catchUp(room: LotRoom, epoch: string): Promise<void> {
    if (epoch !== room.epoch) this.doubted.add(room.lot.id);
    return this.catching.ask(room.lot.id);
  }

  private async readOn(lotId: string): Promise<void> {
    try {
      const room = this.rooms.known(lotId);
      if (!room || (this.doubted.delete(lotId) && (await this.restarted(room)))) return;
      for (;;) {
        const events = await this.ledger.events(lotId, { afterSeq: room.lot.seq, limit: READ_MAX });
        const fresh = events.filter((event) => event.seq > room.lot.seq);
        if (fresh.length > 0 && room.follows(room.epoch, fresh)) this.tell(room, fresh, fresh.at(-1)!.at);
        if (events.length < READ_MAX) return;
      }
    } catch (error) {
      this.log.warn(`lot ${lotId} could not be read: ${String(error)}`);
    }
  }

  /** Where the ledger has another epoch than the room, the room begins anew. */
  private async restarted(room: LotRoom): Promise<boolean> {
    const [current] = await this.ledger.read([room.lot.id]);
    if (!current || current.epoch === room.epoch) return false;
    const before = room.lot;
    room.restart(current.lot, current.epoch);
    this.emit(room, before, [], [], this.clock.now());
    return true;
  }

  /** A lot that came into being. */
  private begin(event: LedgerEvent): LotRoom {
    const room = this.rooms.open(evolve(null, event), event.epoch);
    const shown = presentEvent(event);
    if (shown) room.ring.push(shown);
    this.emit(room, room.lot, [event], shown ? [shown] : [], event.at);
    return room;
  }

  private tell(room: LotRoom, events: readonly LotEvent[], committedAt: number, after?: Lot): void {
    const before = room.lot;
    const publicEvents = room.advance(events, after);
    this.emit(room, before, events, publicEvents, committedAt);
  }

  private emit(
    room: LotRoom,
    before: Lot,
    events: readonly LotEvent[],
    publicEvents: readonly PublicLotEvent[],
    committedAt: number,
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

  /** All public events after `version`, or null. The room may move on while the ledger is read. */
  private async eventsBetween(room: LotRoom, version: number): Promise<PublicLotEvent[] | null> {
    const missed = room.state.version - version;
    const atHand = room.ring.between(version, room.state.version);
    if (atHand || missed > DELTA_MAX) return atHand;
    if (missed <= RING_SIZE) await this.rooms.fill(room);
    const filled = room.ring.between(version, room.state.version);
    if (filled) return filled;
    const read = await this.rooms.read(room.lot.id, version, DELTA_MAX);
    const old = read.filter((event) => event.version <= room.state.version);
    const newer = room.ring.between(version + old.length, room.state.version);
    if (!newer) return null;
    const all = [...old, ...newer];
    return all.every((event, index) => event.version === version + 1 + index) ? all : null;
  }
}
