import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LotsSocket, WatchSet } from '../live.types.ts';
import { watchRoom } from '../rooms.ts';
import { Presence } from './presence.ts';

/** Ids to put to, or to take from, what a socket watches. */
export interface Watched {
  house?: true | undefined;
  auctions?: readonly string[] | undefined;
  lots?: readonly string[] | undefined;
}

const NOTHING: WatchSet = { key: 'nothing', house: false, auctions: new Set(), lots: new Set() };

/** Groups sockets by what they watch, so that one heartbeat is encoded for all that watch the same. */
@Injectable()
export class WatchSets {
  readonly #sets = new Map<string, { set: WatchSet; sockets: number }>();

  constructor(private readonly presence: Presence) {}

  /** A new socket watches nothing. */
  enter(socket: LotsSocket): void {
    this.#hold(socket, NOTHING);
    this.presence.enter(socket);
  }

  /** The socket is gone. */
  leave(socket: LotsSocket): void {
    this.#release(socket);
    this.presence.leave(socket);
  }

  add(socket: LotsSocket, more: Watched): void {
    const now = socket.data.watching;
    this.#move(socket, {
      house: now.house || more.house === true,
      auctions: new Set([...now.auctions, ...(more.auctions ?? [])]),
      lots: new Set([...now.lots, ...(more.lots ?? [])]),
    });
  }

  remove(socket: LotsSocket, less: Watched): void {
    const now = socket.data.watching;
    this.#move(socket, {
      house: now.house && less.house !== true,
      auctions: without(now.auctions, less.auctions),
      lots: without(now.lots, less.lots),
    });
  }

  /** Every set that some socket watches. */
  *all(): Iterable<WatchSet> {
    for (const { set } of this.#sets.values()) yield set;
  }

  #move(socket: LotsSocket, next: Omit<WatchSet, 'key'>): void {
    if (!socket.connected) return;
    const key = keyOf(next);
    if (key === socket.data.watching.key) return;
    this.#release(socket);
    this.#hold(socket, { key, ...next });
    this.presence.moved(socket);
  }

  #hold(socket: LotsSocket, set: WatchSet): void {
    const held = this.#sets.get(set.key) ?? { set, sockets: 0 };
    held.sockets += 1;
    this.#sets.set(set.key, held);
    socket.data.watching = held.set;
    void socket.join(watchRoom(set.key));
  }

  #release(socket: LotsSocket): void {
    const { key } = socket.data.watching;
    void socket.leave(watchRoom(key));
    const held = this.#sets.get(key);
    if (held && --held.sockets === 0) this.#sets.delete(key);
  }
}

function keyOf(set: Omit<WatchSet, 'key'>): string {
  if (!set.house && set.auctions.size === 0 && set.lots.size === 0) return NOTHING.key;
  return hash('sha1', JSON.stringify([set.house, [...set.auctions].sort(), [...set.lots].sort()]), 'base64');
}

function without(all: ReadonlySet<string>, less: readonly string[] = []): Set<string> {
  const gone = new Set(less);
  return new Set([...all].filter((id) => !gone.has(id)));
}
