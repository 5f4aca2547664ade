import { backoffMs } from '../../../packages/client/src/backoff.ts';
import { TIMING } from '../../../packages/client/src/timing.ts';
import { SOCKET_IO, Watcher } from './watcher.ts';

/** What a frame or an answer says of a lot. */
interface Told {
  epoch: string;
  version: number;
  mode?: 'delta' | 'snapshot';
  from?: number;
  events?: { version: number }[];
}

/**
 * Watches one lot, and comes back when its connection ends, after the waits that Rostrum's own client keeps. Counts
 * versions that it was not sent. Times are epoch ms.
 */
export class ReturningWatcher {
  resumed: 'delta' | 'snapshot' | null = null;
  /** When the answer came that told it all that it had missed; null while it is away. */
  backAt: number | null = null;
  lostAt: number | null = null;
  holes = 0;
  readonly #lotId: string;
  readonly #port: number;
  readonly #random: () => number;
  #at: { epoch: string; version: number } | null = null;
  #failures = 0;
  #spreadMs = 0;
  #watcher: Watcher | undefined;
  #closed = false;
  #away = false;

  constructor(port: number, lotId: string, random: () => number) {
    this.#port = port;
    this.#lotId = lotId;
    this.#random = random;
  }

  /** Resolves once it watches for the first time, or failed to. */
  async come(): Promise<void> {
    const watch = `42/lots,0${JSON.stringify(['watch', { lots: [{ id: this.#lotId, ...this.#at }] }])}`;
    const watching = '43/lots,0[{"ok":true';
    const watcher = new Watcher({ ...SOCKET_IO, port: this.#port, watch, watching }, true);
    this.#watcher = watcher;
    watcher.entered = (answer) => this.#in(answer);
    watcher.heard = (frame) => this.#heard(frame);
    const patience = setTimeout(() => watcher.close(), TIMING.connectWithinMs);
    watcher.onClose(() => this.#lost());
    await watcher.ready.catch(() => undefined);
    clearTimeout(patience);
  }

  /** Leaves, and stays away until it is told to return. */
  leave(): void {
    this.#away = true;
    this.#watcher?.close();
  }

  /** Comes back as after a lone drop. */
  return(): void {
    this.#away = false;
    this.#comeAgain();
  }

  close(): void {
    this.#closed = true;
    this.#watcher?.close();
  }

  #in(answer: string): void {
    const [{ lots }] = JSON.parse(answer.slice(answer.indexOf('['))) as [{ lots: [Told] }];
    this.#failures = 0;
    if (lots[0].mode === 'snapshot') this.#at = { epoch: lots[0].epoch, version: lots[0].version };
    else this.#apply(lots[0]);
    if (this.lostAt === null) return;
    this.resumed = lots[0].mode!;
    this.backAt = Date.now();
  }

  #heard(frame: Buffer): void {
    const text = frame.toString();
    if (text.startsWith('42/lots,["draining"')) this.#spreadMs = Number(/"spreadMs":(\d+)/.exec(text)?.[1] ?? 0);
    if (!text.startsWith('42/lots,["lot.events"')) return;
    this.#apply((JSON.parse(text.slice(text.indexOf('['))) as [string, Told])[1]);
  }

  /** A frame may repeat what is known; it may not leave anything out. */
  #apply({ epoch, events = [] }: Told): void {
    const fresh = events.filter(({ version }) => version > this.#at!.version);
    if (epoch !== this.#at!.epoch) this.holes += 1;
    for (const { version } of fresh) {
      if (version !== this.#at!.version + 1) this.holes += 1;
      this.#at!.version = version;
    }
  }

  #lost(): void {
    if (this.#closed) return;
    this.lostAt ??= Date.now();
    this.backAt = null;
    if (!this.#away) this.#comeAgain();
  }

  #comeAgain(): void {
    const wait = this.#spreadMs > 0 ? this.#random() * this.#spreadMs : backoffMs(this.#failures, TIMING, this.#random);
    this.#spreadMs = 0;
    this.#failures += 1;
    setTimeout(() => void this.come(), wait);
  }
}
