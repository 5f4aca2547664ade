import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Lifecycle } from '../platform/index.ts';
import { HeldFrames } from './held-frames.ts';
import { Namespaces } from './namespaces.ts';

/** Tells every socket that this node goes away, and over which time to come back. */
@Injectable()
export class Drain implements OnModuleInit, OnApplicationShutdown {
  #stop: () => void = () => undefined;

  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly namespaces: Namespaces,
    private readonly held: HeldFrames,
  ) {}

  onModuleInit(): void {
    this.#stop = this.lifecycle.onDrain((spreadMs) => {
      this.held.flush();
      this.namespaces.lots?.emit('draining', { spreadMs });
      this.namespaces.me?.emit('draining', { spreadMs });
    });
  }

  onApplicationShutdown(): void {
    this.#stop();
  }
}
