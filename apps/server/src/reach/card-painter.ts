import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Card } from './card.ts';

/** What the worker is sent. */
export interface ToPaint {
  id: number;
  card: Card;
}

/** What it answers. */
export type Painted = { id: number; bytes: Uint8Array } | { id: number; fault: string };

type Waiting = PromiseWithResolvers<Buffer>;

/** As a source or bundled, the worker lies beside this file. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './card.worker.ts' : './card.worker.js', import.meta.url);
/** The fonts and the layout engine take memory; nobody has posted a link for this long, so it is given back. */
const IDLE_MS = 60_000;

/** Paints cards on a thread of its own, which lives as long as there is something to paint. */
@Injectable()
export class CardPainter implements OnApplicationShutdown {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  /** A JPEG. Rejects where the card could not be painted. */
  paint(card: Card): Promise<Buffer> {
    clearTimeout(this.#idle);
    const id = ++this.#last;
    const waiting = Promise.withResolvers<Buffer>();
    this.#waiting.set(id, waiting);
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id, card } satisfies ToPaint);
    return waiting.promise;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#stop();
  }

  #start(): Worker {
    const worker = new Worker(WORKER);
    worker.unref();
    worker.on('message', (painted: Painted) => this.#done(painted));
    worker.on('error', (error) => this.#lost(worker, error));
    worker.on('exit', () => this.#lost(worker, new Error('the painter ended')));
    return worker;
  }

  #done(painted: Painted): void {
    const waiting = this.#waiting.get(painted.id);
    this.#waiting.delete(painted.id);
    if ('bytes' in painted) waiting?.resolve(Buffer.from(painted.bytes));
    else waiting?.reject(new Error(painted.fault));
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => void this.#stop(), IDLE_MS);
    this.#idle.unref();
  }

  #lost(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (!worker) return;
    this.#lost(worker, new Error('the painter was stopped'));
    await worker.terminate();
  }
}
