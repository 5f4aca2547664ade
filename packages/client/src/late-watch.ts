import type { Connection } from './connection.ts';
import type { LotsChannel } from './lots-channel.ts';
import type { Timing } from './timing.ts';

/** Says when a live socket has stopped bringing news. Data may be late although the connection stands. */
export class LateWatch {
  readonly #connection: Connection;
  readonly #timing: Timing;
  readonly #tell: (late: boolean) => void;
  #heardAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(connection: Connection, lots: LotsChannel, timing: Timing, tell: (late: boolean) => void) {
    this.#connection = connection;
    this.#timing = timing;
    this.#tell = tell;
    connection.ups.add(() => this.#start());
    connection.downs.add(() => this.#stop());
    lots.heartbeats.add(() => this.#heard());
  }

  #start(): void {
    this.#heard();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#look(), this.#timing.lateCheckMs);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#tell(false);
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#tell(false);
  }

  #look(): void {
    const silentMs = performance.now() - this.#heardAt;
    if (silentMs <= this.#timing.lateAfterMs) return;
    // Half-open connections look alive for up to 45 s; a silent one is left long before.
    if (silentMs > 2 * this.#timing.lateAfterMs) this.#connection.renew();
    else this.#tell(true);
  }
}
