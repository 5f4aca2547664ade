import type { RatesTick, RatesWatchAnswer, RatesWatchRequest } from '@rostrum/contract';
import { backoffMs } from './backoff.ts';
import type { Connection, Link, RatesSocket } from './connection.ts';
import type { Timing } from './timing.ts';

/** Where a subscription gets its wishes from and brings what it hears to. */
export interface SubscriptionSide {
  /** The currencies to watch; null: none, and nothing is connected for that. */
  wanted(): 'all' | readonly string[] | null;
  heard(tick: RatesTick): void;
  /** Whether it stands has changed. */
  changed(): void;
}

/** Keeps the house sending what is wanted of `/rates`, on every new connection anew. */
export class RatesSubscription {
  readonly #connection: Connection;
  readonly #timing: Timing;
  readonly #side: SubscriptionSide;
  readonly #stops: (() => void)[];
  #socket: RatesSocket | null = null;
  /** What the house sends on this socket, as it was asked for; null: nothing. */
  #standing: string | null = null;
  #asking = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, timing: Timing, side: SubscriptionSide) {
    this.#connection = connection;
    this.#timing = timing;
    this.#side = side;
    this.#stops = [connection.ups.add(() => this.update()), connection.downs.add(() => this.#gone())];
  }

  /** Whether the house sends all that is wanted. */
  get stands(): boolean {
    return this.#standing !== null;
  }

  /** What is wanted may have changed. */
  update(): void {
    const { link } = this.#connection;
    if (link === null) return;
    if (this.#socket === null) {
      if (this.#side.wanted() !== null) this.#open(link);
    } else if (this.#socket.connected) void this.#ask();
  }

  /** Leaves for good. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#socket?.removeAllListeners();
    this.#socket?.disconnect();
    this.#gone();
  }

  #open(link: Link): void {
    const socket = link.rates();
    this.#socket = socket;
    const again = (): void => {
      this.#stand(null);
      this.#later();
    };
    socket.on('connect', () => void this.#ask());
    socket.on('connect_error', again);
    // Ended by the house alone, while the connection stands.
    socket.on('disconnect', (reason) => (reason === 'io server disconnect' ? again() : this.#stand(null)));
    socket.on('rates.tick', (tick) => this.#side.heard(tick));
    socket.connect();
  }

  #gone(): void {
    clearTimeout(this.#retry);
    this.#socket = null;
    this.#failures = 0;
    this.#stand(null);
  }

  #stand(standing: string | null): void {
    if (standing === this.#standing) return;
    this.#standing = standing;
    this.#side.changed();
  }

  #later(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(
      () => (this.#socket?.connected ? this.update() : this.#socket?.connect()),
      backoffMs(++this.#failures, this.#timing, Math.random),
    );
  }

  /** One question at a time; what is wanted meanwhile is asked for after it. */
  async #ask(): Promise<void> {
    const socket = this.#socket;
    if (this.#asking || socket === null) return;
    this.#asking = true;
    // What one tick of a page wants becomes one message.
    await Promise.resolve();
    const wanted = this.#side.wanted();
    const key = wanted === null ? null : JSON.stringify(wanted);
    const done = key === this.#standing || (await this.#say(socket, wanted));
    this.#asking = false;
    if (socket !== this.#socket) return this.update();
    if (!done) return this.#later();
    this.#failures = 0;
    this.#stand(key);
    if (JSON.stringify(this.#side.wanted()) !== JSON.stringify(wanted)) void this.#ask();
  }

  /** Whether the house does as it was asked. */
  async #say(socket: RatesSocket, wanted: 'all' | readonly string[] | null): Promise<boolean> {
    const patient = socket.timeout(this.#timing.answerWithinMs);
    try {
      if (wanted === null) return (await patient.emitWithAck('unwatch', {})).ok;
      const request: RatesWatchRequest = wanted === 'all' ? {} : { currencies: [...wanted] };
      const answer: RatesWatchAnswer = await patient.emitWithAck('watch', request);
      if (answer.ok && socket === this.#socket) this.#side.heard(answer);
      return answer.ok;
    } catch {
      return false;
    }
  }
}
