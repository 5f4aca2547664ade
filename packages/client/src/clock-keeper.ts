import type { Connection, Link } from './connection.ts';
import type { RestClient } from './rest-client.ts';
import type { ServerClock } from './server-clock.ts';
import { pause, type Timing } from './timing.ts';

/** Keeps the server's clock right: a burst of probes at connect and after a sleep, then one a minute. */
export class ClockKeeper {
  readonly #clock: ServerClock;
  readonly #connection: Connection;
  readonly #rest: RestClient;
  readonly #timing: Timing;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(clock: ServerClock, connection: Connection, rest: RestClient, timing: Timing) {
    this.#clock = clock;
    this.#connection = connection;
    this.#rest = rest;
    this.#timing = timing;
    connection.ups.add((link) => {
      void this.#burst(link);
      clearInterval(this.#timer);
      this.#timer = setInterval(() => void this.#probe(link), timing.probeEveryMs);
    });
    connection.downs.add(() => clearInterval(this.#timer));
  }

  /** Measures anew, as after a sleep. */
  again(): void {
    this.#clock.forgetSamples();
    if (this.#connection.link !== null) void this.#burst(this.#connection.link);
  }

  /** One probe over HTTP, where there is no socket. Answers false if it failed. */
  async probeOverHttp(): Promise<boolean> {
    try {
      await this.#clock.sample(async () => (await this.#rest.house()).serverTime);
      return true;
    } catch {
      return false;
    }
  }

  /** Makes sure that the clock was read once. Answers false if it could not be. */
  async ensure(): Promise<boolean> {
    if (this.#clock.synced) return true;
    const { link } = this.#connection;
    if (link !== null) await this.#probe(link);
    return this.#clock.synced || this.probeOverHttp();
  }

  async #burst(link: Link): Promise<void> {
    for (let probe = 0; probe < this.#timing.probeCount && this.#connection.link === link; probe++) {
      await this.#probe(link);
      await pause(this.#timing.probeGapMs);
    }
  }

  async #probe(link: Link): Promise<void> {
    try {
      await this.#clock.sample(async (t0) => {
        const answer = await link.lots.timeout(this.#timing.connectWithinMs).emitWithAck('time', { t0 });
        return answer.ok ? answer.t1 : Number.NaN;
      });
    } catch {
      // A lost probe is no news; the next one measures.
    }
  }
}
