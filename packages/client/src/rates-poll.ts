import type { RatesBoard } from '@rostrum/contract';
import type { RestClient } from './rest-client.ts';
import type { Timing } from './timing.ts';

/** Rates may wait longer than lots: so many of their polls between two of ours. */
const SLOWER = 5;

/** Asks for the rates again and again, where sockets are blocked. */
export class RatesPoll {
  readonly #rest: RestClient;
  readonly #everyMs: number;
  readonly #heard: (board: RatesBoard) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(rest: RestClient, timing: Timing, heard: (board: RatesBoard) => void) {
    this.#rest = rest;
    this.#everyMs = SLOWER * timing.pollEveryMs;
    this.#heard = heard;
  }

  /** Asks at once, and then again; a second call does nothing. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => void this.#ask(), this.#everyMs);
    void this.#ask();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #ask(): Promise<void> {
    // One that fails is followed by the next; that the house is away is told by the client's status.
    const board = await this.#rest.rates().catch(() => null);
    if (board !== null && this.#timer !== undefined) this.#heard(board);
  }
}
