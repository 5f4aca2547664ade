import type { EpochMs } from '@rostrum/contract';

/** Asks the server what time it is. */
export type AskTime = (t0: number) => Promise<EpochMs>;

interface Sample {
  at: number;
  offsetMs: number;
  roundTripMs: number;
}

const WINDOW_MS = 5 * 60_000;
const WINDOW_SAMPLES = 12;
const SLEW = 0.05;
/** A difference this large is not drift but a computer that slept or a first guess that was wrong. */
const STEP_MS = 5_000;

/** Local time that no change of the wall clock moves, in ms since 1970 as the page's start saw it. */
function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * The server's clock as seen from here. The offset is that of the sample with the least round trip in a window (Cristian).
 * `now` is for countdowns: it is slewed by at most 5 % towards a better offset, so that a running countdown never steps
 * back; `best` is the newest estimate and is for stamping bids.
 */
export class ServerClock {
  readonly #localNow: () => number;
  #samples: Sample[] = [];
  #offsetMs = Number.NaN;
  #shownMs = Number.NaN;
  #readAt = 0;
  #roundTripMs = Number.POSITIVE_INFINITY;

  constructor(localNow: () => number = steadyNow) {
    this.#localNow = localNow;
  }

  /** True once a probe was answered. */
  get synced(): boolean {
    return !Number.isNaN(this.#offsetMs);
  }

  /** How wrong `now` may be, in ms. */
  get errorMs(): number {
    if (!this.synced) return Number.POSITIVE_INFINITY;
    return this.#roundTripMs / 2 + (Number.isNaN(this.#shownMs) ? 0 : Math.abs(this.#offsetMs - this.#shownMs));
  }

  /** The newest estimate of the server's time; the local clock where nothing is known yet. */
  best(): EpochMs {
    return Math.round(this.#localNow() + (this.synced ? this.#offsetMs : 0));
  }

  /** The server's time for countdowns. */
  now(): EpochMs {
    const local = this.#localNow();
    if (!this.synced) return Math.round(local);
    const passed = Math.max(0, local - this.#readAt);
    this.#readAt = local;
    const missing = this.#offsetMs - this.#shownMs;
    if (Number.isNaN(this.#shownMs) || Math.abs(missing) > STEP_MS) this.#shownMs = this.#offsetMs;
    else this.#shownMs += Math.max(-SLEW * passed, Math.min(SLEW * passed, missing));
    return Math.round(local + this.#shownMs);
  }

  /** One probe. Throws what `ask` throws. */
  async sample(ask: AskTime): Promise<void> {
    const t0 = this.#localNow();
    const t1 = await ask(t0);
    const t3 = this.#localNow();
    if (!Number.isFinite(t1)) return;
    this.#samples.push({ at: t3, offsetMs: t1 - (t0 + t3) / 2, roundTripMs: Math.max(0, t3 - t0) });
    this.#samples = this.#samples.filter((sample) => sample.at > t3 - WINDOW_MS).slice(-WINDOW_SAMPLES);
    const best = this.#samples.reduce((a, b) => (b.roundTripMs < a.roundTripMs ? b : a));
    this.#offsetMs = best.offsetMs;
    this.#roundTripMs = best.roundTripMs;
  }

  /** After a sleep the steady clock may have stood still: what was measured before it counts no more. */
  forgetSamples(): void {
    this.#samples = [];
  }
}
