import { Injectable, Logger } from '@nestjs/common';
import type { Activity, LotEventsPage, PublicLot, WatchedLot } from '@rostrum/contract';
import { Ledger, type LedgerEvent } from '@rostrum/database';
import type { Lot } from '@rostrum/domain';
import { Bus, Clock, Rerun, type BusMessage } from '../platform/index.ts';
import { LatestActivity } from './latest-activity.ts';
import type { LotChanged } from './lot-changed.ts';
import { LotHistory } from './lot-history.ts';
import type { Commit } from './lot-queue.ts';
import type { LotRoom } from './lot-room.ts';
import { LotRooms } from './lot-rooms.ts';
import { LotTeller } from './lot-teller.ts';

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
  /** Lots whose room may be of another epoch than the ledger. */
  private readonly doubted = new Set<string>();
  private sweptAt = performance.now();
  private readonly catching = new Rerun((lotId) => this.readOn(lotId));
  private readonly teller: LotTeller;

  constructor(
    private readonly rooms: LotRooms,
    private readonly ledger: Ledger,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly past: LotHistory,
    private readonly activity: LatestActivity,
  ) {
    this.teller = new LotTeller(rooms, activity);
    bus.subscribe((message) => this.heard(message));
  }

  /** Hears every change of every lot on this node: in order, contiguous, once. Answers a function that stops it. */
  onChange(hear: (change: LotChanged) => void): () => void {
    return this.teller.onChange(hear);
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
    const room = this.rooms.known(lotId);
    // Who comes from another node may have seen there what this one has not heard of yet.
    if (room && room.epoch === epoch && (version ?? 0) > room.state.version) await this.catchUp(room, epoch);
    return this.past.resume(lotId, epoch, version);
  }

  /** A page of the public history after version `since`; null for an unknown lot. */
  history(lotId: string, since: number, limit: number): Promise<LotEventsPage | null> {
    return this.past.page(lotId, since, limit);
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
    if (room.follows(epoch, events)) this.teller.goOn(room, events, this.clock.now(), lot);
    else void this.catchUp(room, epoch);
    this.bus.publish({ kind: 'lot', lotId, epoch, seq: lot.seq });
  }

  /** Whether everything up to this event of a lot has been told here. */
  knows({ lotId, epoch, seq }: { lotId: string; epoch: string; seq: number }): boolean {
    const room = this.rooms.known(lotId);
    return room !== undefined && room.epoch === epoch && room.lot.seq >= seq;
  }

  /** From the sweep: events of one lot, of any node, in any order, known ones among them. Returns when they are told. */
  async swept(lotId: string, found: readonly LedgerEvent[]): Promise<void> {
    const events = found.toSorted((a, b) => a.seq - b.seq);
    const [first, last] = [events[0]!, events.at(-1)!];
    let room = this.rooms.known(lotId);
    if (!room && first.seq === 1) room = this.teller.begin(first);
    room ??= await this.rooms.unfold(lotId, first.seq - 1, first.epoch);
    if (!room) return;
    const { seq } = room.lot;
    const fresh = events.filter((event) => event.seq > seq);
    if (last.epoch === room.epoch && fresh.length === 0) return;
    const inRow = fresh.every((event, index) => event.seq === seq + 1 + index);
    if (inRow && room.follows(last.epoch, fresh)) this.teller.goOn(room, fresh, last.at);
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
        if (fresh.length > 0 && room.follows(room.epoch, fresh)) this.teller.goOn(room, fresh, fresh.at(-1)!.at);
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
    this.teller.restart(room, current.lot, current.epoch, this.clock.now());
    return true;
  }
}
