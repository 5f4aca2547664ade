import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '../../platform/index.ts';
import type { LotsSocket } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';
import { idOfRoom } from '../rooms.ts';
import { Presence } from './presence.ts';

/** A room hears of its count at most this often. */
const TELL_EVERY_MS = 1_000;
/** This often a node tells the others everything, also where nothing changed: silence means that it died. */
const REPORT_EVERY_MS = 1_500;
/** So many rooms fit into one message of the bus. */
const ROOMS_PER_PART = 128;
/** More rooms than this are not told to other nodes. */
const PARTS_MAX = 64;

/** `presence`: how many people watch, to those who watch the same. */
@Injectable()
export class PresenceTicker implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(PresenceTicker.name);
  readonly #told = new Map<string, number>();
  #stops: (() => void)[] = [];

  constructor(
    private readonly namespaces: Namespaces,
    private readonly presence: Presence,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    const stopHearing = this.bus.subscribe((message) => {
      if (message.kind !== 'presence' || message.node === this.bus.node) return;
      this.presence.peers.hear(message.node, message.counts, performance.now());
    });
    this.#stops = [
      stopHearing,
      this.#every(TELL_EVERY_MS, () => this.#tell()),
      this.#every(REPORT_EVERY_MS, () => this.#report()),
    ];
  }

  onApplicationShutdown(): void {
    for (const stop of this.#stops) stop();
  }

  /** Tells one socket at once how many watch what it watches. */
  greet(socket: LotsSocket): void {
    const counts: Record<string, number> = {};
    for (const room of this.presence.roomsOf(socket)) {
      const count = this.presence.total(room);
      counts[idOfRoom(room)] = count;
      if (this.#told.get(room) === count) continue;
      // Where nobody else is, everybody has heard it now; else they have heard different numbers until the next one.
      if (this.namespaces.lots?.adapter.rooms.get(room)?.size === 1) this.#told.set(room, count);
      else this.#told.delete(room);
    }
    if (Object.keys(counts).length > 0) socket.emit('presence', { counts });
  }

  /** What changed goes to the rooms, and to the other nodes what changed here. */
  #tell(): void {
    const { peers } = this.presence;
    peers.expire(performance.now());
    const here = this.presence.changed();
    if (here.length > 0) this.#publish(here);
    for (const room of new Set([...here, ...peers.changed()])) this.#tellRoom(room);
  }

  #tellRoom(room: string): void {
    const { lots } = this.namespaces;
    if (!lots?.adapter.rooms.has(room)) return void this.#told.delete(room);
    const count = this.presence.total(room);
    if (this.#told.get(room) === count) return;
    this.#told.set(room, count);
    lots.to(room).emit('presence', { counts: { [idOfRoom(room)]: count } });
  }

  async #report(): Promise<void> {
    await this.presence.lookRound();
    this.#publish(this.presence.rooms());
  }

  #publish(rooms: readonly string[]): void {
    for (let part = 0; part < PARTS_MAX && part * ROOMS_PER_PART < rooms.length; part++) {
      const counts = this.presence.own(rooms.slice(part * ROOMS_PER_PART, (part + 1) * ROOMS_PER_PART));
      this.bus.publish({ kind: 'presence', node: this.bus.node, part, counts });
    }
  }

  /** After a stall, what waits to be read comes first: an answer that is here already is no silence. */
  #every(ms: number, work: () => void | Promise<void>): () => void {
    const timer = setInterval(() => setImmediate(() => void this.#safely(work)), ms);
    timer.unref();
    return () => clearInterval(timer);
  }

  async #safely(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.error({ msg: 'who watches could not be told', err: error });
    }
  }
}
