import { Logger } from '@nestjs/common';

/**
 * Lets work through for each key at once, and then at most once in `windowMs`: what comes meanwhile waits for the end
 * of the window. A key that stays quiet for a window is forgotten.
 */
export class Pacer {
  readonly #logger = new Logger(Pacer.name);
  readonly #windowMs: number;
  readonly #flush: (key: string) => void;
  readonly #windows = new Map<string, { timer: NodeJS.Timeout; dirty: boolean }>();

  /** `flush` is called with a key that has something to send. What it throws is logged. */
  constructor(windowMs: number, flush: (key: string) => void) {
    this.#windowMs = windowMs;
    this.#flush = flush;
  }

  /** Something came for this key. */
  touch(key: string): void {
    const window = this.#windows.get(key);
    if (window) window.dirty = true;
    else this.#open(key);
  }

  /** Lets everything through that waits, now. */
  flushAll(): void {
    for (const [key, window] of this.#windows) {
      if (!window.dirty) continue;
      window.dirty = false;
      this.#let(key);
    }
  }

  /** Forgets everything that waits. */
  stop(): void {
    for (const { timer } of this.#windows.values()) clearTimeout(timer);
    this.#windows.clear();
  }

  #open(key: string): void {
    const timer = setTimeout(() => {
      const dirty = this.#windows.get(key)?.dirty ?? false;
      this.#windows.delete(key);
      if (dirty) this.#open(key);
    }, this.#windowMs);
    timer.unref();
    this.#windows.set(key, { timer, dirty: false });
    this.#let(key);
  }

  #let(key: string): void {
    try {
      this.#flush(key);
    } catch (error) {
      this.#logger.error(error);
    }
  }
}
