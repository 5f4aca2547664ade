import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Answers, Ask, Kept } from './process.ts';
import type { EventFrames, Seen } from './tally.ts';
import type { Approach } from './watcher.ts';

/** Watchers on bare TCP connections, in a process of their own beside the server's. */
export class Crowd {
  readonly #process: ChildProcess = fork(join(import.meta.dirname, 'process.ts'));

  /** Opens until `count` are open; the first `readers` decode what they are sent. Throws where one is refused. */
  async open(approach: Approach, count: number, readers = 1): Promise<void> {
    await this.#ask({ do: 'open', approach, count, readers });
  }

  /** Counts from now on. */
  async watch(frames: EventFrames): Promise<void> {
    await this.#ask({ do: 'watch', frames });
  }

  /** Ends what `watch` began. */
  seen(): Promise<Seen> {
    return this.#ask({ do: 'seen' });
  }

  /** Opens `count` watchers that come back by themselves, each on one of the lots in turn. */
  async keep(port: number, lotIds: string[], count: number, seed: number): Promise<void> {
    await this.#ask({ do: 'keep', port, lotIds, count, seed });
  }

  /** Those leave, until they are told to return. */
  async away(): Promise<void> {
    await this.#ask({ do: 'away' });
  }

  /** They come back, all at once. */
  async return(): Promise<void> {
    await this.#ask({ do: 'return' });
  }

  /** How far those are. */
  kept(): Promise<Kept> {
    return this.#ask({ do: 'kept' });
  }

  /** All leave. */
  async leave(): Promise<void> {
    await this.#ask({ do: 'close' });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#process.once('exit', () => resolve());
      this.#process.kill();
    });
  }

  #ask<A extends Ask>(ask: A): Promise<Answers[A['do']]> {
    return new Promise((resolve, reject) => {
      this.#process.once('message', (said: { answer: Answers[A['do']]; error?: string }) => {
        if (said.error === undefined) resolve(said.answer);
        else reject(new Error(said.error));
      });
      this.#process.send(ask);
    });
  }
}
