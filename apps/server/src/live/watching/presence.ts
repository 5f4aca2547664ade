import { Injectable } from '@nestjs/common';
import { LiveMetrics } from '../live.metrics.ts';
import type { AnySocket, LotsSocket, WatchSet } from '../live.types.ts';
import { auctionRoom, lotRoom } from '../rooms.ts';
import { Attendance } from './attendance.ts';
import { PeerCounts } from './peer-counts.ts';
import { Pulse } from './pulse.ts';

/** A page that follows more lots than this shows a list: nobody looks at each of them. */
const LOOKED_AT_MAX = 12;

/** Connections that are asked for a sign of life in one turn of the event loop. */
const ASKED_AT_ONCE = 200;

interface Visit {
  visitor: string;
  rooms: ReadonlySet<string>;
  /** False once the connection fell silent. */
  here: boolean;
}

/**
 * How many people watch each lot and each auction, over all nodes. Numbers only: neither the wire nor another node learns
 * who. Somebody who is signed in counts once on a node however many pages he has open; a stranger counts by connection.
 */
@Injectable()
export class Presence {
  readonly peers = new PeerCounts();
  readonly #here = new Attendance();
  readonly #pulse: Pulse;
  readonly #visits = new Map<LotsSocket, Visit>();

  constructor(metrics: LiveMetrics) {
    this.#pulse = new Pulse((tookMs) => metrics.clientRtt.observe(tookMs / 1_000));
  }

  /** A connection stands. */
  enter(socket: LotsSocket): void {
    this.#pulse.follow(socket as unknown as AnySocket);
  }

  /** What the socket watches has changed. */
  moved(socket: LotsSocket): void {
    const before = this.#visits.get(socket);
    const visitor = before?.visitor ?? socket.data.signedIn?.personId ?? socket.id;
    const visit = { visitor, rooms: watchedRooms(socket.data.watching), here: before?.here ?? true };
    if (visit.rooms.size > 0) this.#visits.set(socket, visit);
    else this.#visits.delete(socket);
    if (!visit.here) return;
    // First in, then out, so that who stays in a room never leaves it.
    this.#here.enter(visitor, visit.rooms);
    if (before) this.#here.leave(visitor, before.rooms);
  }

  /** The rooms in which a socket counts. */
  roomsOf(socket: LotsSocket): readonly string[] {
    return [...(this.#visits.get(socket)?.rooms ?? [])];
  }

  /** The socket is gone. */
  leave(socket: LotsSocket): void {
    const visit = this.#visits.get(socket);
    this.#visits.delete(socket);
    if (visit?.here) this.#here.leave(visit.visitor, visit.rooms);
  }

  /**
   * Counts nobody whose connection fell silent, and counts him again once it speaks. Asks a few at a time, so that
   * nothing else waits until thousands were asked.
   */
  async lookRound(): Promise<void> {
    let asked = 0;
    for (const [socket, visit] of this.#visits) {
      this.#lookAt(socket, visit);
      if (++asked % ASKED_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #lookAt(socket: LotsSocket, visit: Visit): void {
    const here = !this.#pulse.isSilent(socket as unknown as AnySocket);
    if (here === visit.here) return;
    visit.here = here;
    if (here) this.#here.enter(visit.visitor, visit.rooms);
    else this.#here.leave(visit.visitor, visit.rooms);
  }

  /** How many watch on all nodes. */
  total(room: string): number {
    return this.#here.count(room) + this.peers.total(room);
  }

  /** How many watch on this node. */
  own(rooms: readonly string[]): Record<string, number> {
    return Object.fromEntries(rooms.map((room) => [room, this.#here.count(room)]));
  }

  /** Every room that somebody on this node watches. */
  rooms(): string[] {
    return this.#here.rooms();
  }

  /** The rooms where somebody of this node came or went since the last call. */
  changed(): string[] {
    return this.#here.changed();
  }
}

function watchedRooms({ lots, auctions }: WatchSet): ReadonlySet<string> {
  const lookedAt = lots.size > LOOKED_AT_MAX ? [] : [...lots].map(lotRoom);
  return new Set([...lookedAt, ...[...auctions].map(auctionRoom)]);
}
