import {
  WATCH_AUCTIONS_MAX,
  WATCH_LOTS_MAX,
  type ErrorCode,
  type WatchAnswer,
  type WatchRequest,
} from '@rostrum/contract';
import type { Link } from './connection.ts';
import { pause, type Timing } from './timing.ts';
import { idsOf, type WatchKey } from './watch-list.ts';

/** Refusals that pass by themselves. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['RATE_LIMITED', 'BUSY', 'INTERNAL', 'OUTCOME_UNKNOWN']);

type Granted = Extract<WatchAnswer, { ok: true }>;

/** Where the pump gets its questions from and brings its answers to. */
export interface PumpSide {
  link(): Link | null;
  /** The (epoch, version) to resume from; empty for a whole state. */
  positionOf(lotId: string): { epoch?: string; version?: number };
  asked(keys: readonly WatchKey[]): void;
  answered(keys: readonly WatchKey[], answer: Granted): void;
  /** The server will not have these, however often it is asked. */
  refused(keys: readonly WatchKey[]): void;
  /** Nothing is left to ask on this connection. */
  idle(): void;
  /** The connection does not answer. */
  dead(): void;
}

/**
 * Sends `watch` and `unwatch`, one at a time and within the limits of the wire, so that they take effect in the order in
 * which they were wanted.
 */
export class WatchPump {
  readonly #wanted = new Set<WatchKey>();
  readonly #unwanted = new Set<WatchKey>();
  readonly #side: PumpSide;
  readonly #timing: Timing;
  #runningOn: Link | null = null;
  #starting = false;

  constructor(side: PumpSide, timing: Timing) {
    this.#side = side;
    this.#timing = timing;
  }

  want(keys: Iterable<WatchKey>): void {
    for (const key of keys) {
      this.#unwanted.delete(key);
      this.#wanted.add(key);
    }
    this.#start();
  }

  drop(keys: Iterable<WatchKey>): void {
    for (const key of keys) {
      this.#wanted.delete(key);
      this.#unwanted.add(key);
    }
    this.#start();
  }

  /** A new connection watches nothing yet. */
  reset(wanted: Iterable<WatchKey>): void {
    this.#wanted.clear();
    this.#unwanted.clear();
    this.want(wanted);
  }

  #start(): void {
    if (this.#starting) return;
    this.#starting = true;
    // What one tick of a page wants becomes one message.
    setTimeout(() => {
      this.#starting = false;
      const link = this.#side.link();
      if (link === null || this.#runningOn === link) return;
      this.#runningOn = link;
      void this.#run(link).finally(() => {
        if (this.#runningOn === link) this.#runningOn = null;
      });
    }, 0);
  }

  async #run(link: Link): Promise<void> {
    while (this.#side.link() === link) {
      if (this.#unwanted.size > 0) await this.#unwatch(link);
      else if (this.#wanted.size > 0) await this.#watch(link, this.#batch(this.#wanted));
      else return this.#side.idle();
    }
  }

  async #unwatch(link: Link): Promise<void> {
    const keys = this.#batch(this.#unwanted);
    const request = {
      ...(keys.includes('house') ? { house: true as const } : {}),
      auctions: idsOf(keys, 'auction'),
      lots: idsOf(keys, 'lot'),
    };
    // Not being heard costs only frames that nobody reads; the next connection does not watch them.
    await link.lots
      .timeout(this.#timing.answerWithinMs)
      .emitWithAck('unwatch', request)
      .catch(() => undefined);
  }

  async #watch(link: Link, keys: readonly WatchKey[]): Promise<void> {
    const request: WatchRequest = {
      ...(keys.includes('house') ? { house: true as const } : {}),
      auctions: idsOf(keys, 'auction'),
      lots: idsOf(keys, 'lot').map((id) => ({ id, ...this.#side.positionOf(id) })),
    };
    this.#side.asked(keys);
    let answer: WatchAnswer;
    try {
      answer = await link.lots.timeout(this.#timing.answerWithinMs).emitWithAck('watch', request);
    } catch {
      if (this.#side.link() === link) this.#side.dead();
      return;
    }
    if (this.#side.link() !== link) return;
    if (answer.ok) return this.#side.answered(keys, answer);
    const { error } = answer;
    if (!PASSING.has(error.code)) return this.#part(link, keys);
    for (const key of keys) if (!this.#unwanted.has(key)) this.#wanted.add(key);
    await pause(error.code === 'RATE_LIMITED' ? error.retryAfterMs : 1_000);
  }

  /** One unknown lot has the whole message refused: the halves are asked for apart, down to the one that is unknown. */
  async #part(link: Link, keys: readonly WatchKey[]): Promise<void> {
    if (keys.length === 1) return this.#side.refused(keys);
    const half = Math.ceil(keys.length / 2);
    for (const part of [keys.slice(0, half), keys.slice(half)]) {
      const still = part.filter((key) => !this.#unwanted.has(key));
      if (still.length > 0 && this.#side.link() === link) await this.#watch(link, still);
    }
  }

  /** Takes as much from a set as one message may name. */
  #batch(from: Set<WatchKey>): WatchKey[] {
    let lots = 0;
    let auctions = 0;
    const keys = [...from].filter((key) => {
      if (key.startsWith('lot:')) return ++lots <= WATCH_LOTS_MAX;
      if (key.startsWith('auction:')) return ++auctions <= WATCH_AUCTIONS_MAX;
      return true;
    });
    for (const key of keys) from.delete(key);
    return keys;
  }
}
