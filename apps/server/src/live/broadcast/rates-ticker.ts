import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { RatesTick } from '@rostrum/contract';
import { Clock } from '../../platform/index.ts';
import { RatesDesk } from '../../rates/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import type { RatesSocket, RatesWatch } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';
import { watchRoom } from '../rooms.ts';
import { Pacer } from './pacer.ts';

/** At most four frames a second for those who watch the same. */
const FRAME_EVERY_MS = 250;

interface Watched {
  watch: RatesWatch;
  sockets: number;
  /** Rates that moved since the last frame. */
  waiting: Set<string>;
}

/** `rates.tick`: the newest rates of those that moved, made once for all sockets that watch the same. */
@Injectable()
export class RatesTicker implements OnModuleInit, OnApplicationShutdown {
  readonly #watched = new Map<string, Watched>();
  readonly #pacer = new Pacer(FRAME_EVERY_MS, (key) => this.#send(key));
  #stop: () => void = () => undefined;

  constructor(
    private readonly namespaces: Namespaces,
    private readonly desk: RatesDesk,
    private readonly clock: Clock,
    private readonly metrics: LiveMetrics,
  ) {}

  onModuleInit(): void {
    this.#stop = this.desk.listen((currencies) => this.#changed(currencies));
  }

  onApplicationShutdown(): void {
    this.#stop();
    this.#pacer.stop();
  }

  /** Watches these, or all, instead of what was watched; answers where they stand. Joins first, so nothing is missed. */
  watch(socket: RatesSocket, currencies?: readonly string[]): RatesTick {
    const wanted = currencies && new Set(currencies.toSorted());
    this.unwatch(socket);
    // A socket that ended meanwhile would be counted for ever.
    if (socket.connected) this.#hold(socket, wanted);
    return this.#tick(wanted);
  }

  /** Watches nothing. */
  unwatch(socket: RatesSocket): void {
    const { watching } = socket.data;
    if (!watching) return;
    socket.data.watching = null;
    void socket.leave(watchRoom(watching.key));
    const watched = this.#watched.get(watching.key);
    if (watched && --watched.sockets === 0) this.#watched.delete(watching.key);
  }

  #hold(socket: RatesSocket, currencies: RatesWatch['currencies']): void {
    const key = currencies ? [...currencies].join() : 'all';
    const watched = this.#watched.get(key) ?? { watch: { key, currencies }, sockets: 0, waiting: new Set() };
    watched.sockets += 1;
    this.#watched.set(key, watched);
    socket.data.watching = watched.watch;
    void socket.join(watchRoom(key));
  }

  #changed(currencies: readonly string[]): void {
    for (const [key, { watch, waiting }] of this.#watched) {
      const moved = currencies.filter((currency) => watch.currencies?.has(currency) ?? true);
      // With no rate at all it is the status that turned, which concerns everybody.
      if (currencies.length > 0 && moved.length === 0) continue;
      if (moved.some((currency) => waiting.has(currency))) this.metrics.conflated.inc({ event: 'rates.tick' });
      for (const currency of moved) waiting.add(currency);
      this.#pacer.touch(key);
    }
  }

  #send(key: string): void {
    const watched = this.#watched.get(key);
    if (!watched) return;
    const tick = this.#tick(watched.waiting);
    watched.waiting.clear();
    this.namespaces.rates?.to(watchRoom(key)).emit('rates.tick', tick);
  }

  #tick(currencies?: Iterable<string>): RatesTick {
    return { serverTime: this.clock.now(), status: this.desk.status(), rates: this.desk.now(currencies) };
  }
}
