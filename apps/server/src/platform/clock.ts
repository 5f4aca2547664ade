import type { EpochMs } from '@rostrum/contract';

/** Reads the database's clock, in epoch ms. */
export type ReadClock = () => Promise<number>;

/** The node's own clock in epoch ms; monotonic, so that a step of the system's clock does not move it. */
const nodeClock = (): number => performance.timeOrigin + performance.now();

const PROBES = 5;
const PROBE_EVERY_MS = 10_000;
/** How far two clocks may run apart: 100 ppm is worse than any ordinary quartz. */
const DRIFT = 1e-4;

interface Sample {
  offsetMs: number;
  roundTripMs: number;
  at: number;
}

/**
 * The time of the house: the node's clock corrected to the database's, which is the only one that counts (DESIGN §3).
 */
export class Clock {
  private best: Sample | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly read: ReadClock,
    private readonly node: () => number = nodeClock,
  ) {}

  /** Now, in whole ms, by the database's clock as far as it is known. */
  now(): EpochMs {
    return Math.floor(this.node() + (this.best?.offsetMs ?? 0));
  }

  /** How far `now()` may be off, in ms; grows while the database does not answer; infinite before the first answer. */
  get uncertaintyMs(): number {
    return this.best === null ? Infinity : this.uncertaintyOf(this.best, this.node());
  }

  /** Probes once, then every ten seconds until `stop()`. Throws nothing: a clock that cannot be read is uncertain. */
  async start(): Promise<void> {
    await this.probe();
    this.timer = setInterval(() => void this.probe(), PROBE_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Reads the clock several times and keeps the answer that came quickest. */
  async probe(): Promise<void> {
    let quickest: Sample | null = null;
    for (let i = 0; i < PROBES; i++) {
      const sample = await this.sample();
      if (sample !== null && (quickest === null || sample.roundTripMs < quickest.roundTripMs)) quickest = sample;
    }
    if (quickest !== null && this.improves(quickest)) this.best = quickest;
  }

  private async sample(): Promise<Sample | null> {
    const sent = this.node();
    try {
      const there = await this.read();
      const received = this.node();
      return { offsetMs: there - (sent + received) / 2, roundTripMs: received - sent, at: received };
    } catch {
      return null;
    }
  }

  /** A worse sample still counts where it contradicts the one we have: then the database's clock was set. */
  private improves(sample: Sample): boolean {
    if (this.best === null) return true;
    const known = this.uncertaintyOf(this.best, sample.at);
    const fresh = this.uncertaintyOf(sample, sample.at);
    return fresh <= known || Math.abs(sample.offsetMs - this.best.offsetMs) > known + fresh;
  }

  private uncertaintyOf(sample: Sample, at: number): number {
    return sample.roundTripMs / 2 + (at - sample.at) * DRIFT;
  }
}
