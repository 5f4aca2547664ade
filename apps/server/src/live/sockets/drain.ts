import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Lifecycle } from '../../platform/index.ts';
import { HeldFrames } from '../broadcast/held-frames.ts';
import { Namespaces } from '../namespaces.ts';

const LOOK_MS = 50;

/**
 * Tells every socket that this node goes away, and over which time to come back; waits until they have left, where the
 * node is to serve on meanwhile.
 */
@Injectable()
export class Drain implements OnModuleInit, OnApplicationShutdown {
  #stop: () => void = () => undefined;

  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly namespaces: Namespaces,
    private readonly held: HeldFrames,
  ) {}

  onModuleInit(): void {
    this.#stop = this.lifecycle.onDrain(async (spreadMs, serveOnMs) => {
      this.held.flush();
      this.namespaces.lots?.emit('draining', { spreadMs });
      this.namespaces.me?.emit('draining', { spreadMs });
      this.namespaces.rates?.emit('draining', { spreadMs });
      this.namespaces.chat?.emit('draining', { spreadMs });
      const until = performance.now() + serveOnMs;
      const empty = (): boolean => this.namespaces.all().every(({ sockets }) => sockets.size === 0);
      while (performance.now() < until && !empty()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    });
  }

  onApplicationShutdown(): void {
    this.#stop();
  }
}
