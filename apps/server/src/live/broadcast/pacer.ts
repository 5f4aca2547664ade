import { Logger } from '@nestjs/common';

interface Window {
  timer: NodeJS.Timeout | undefined;
  dirty: boolean;
}

/**
 * Lets work through for each key at once, and then at most once in `windowMs`: what comes meanwhile waits for the end
 * of the window. A key that stays quiet for a window is forgotten. Work that takes long is followed by a rest as long, so
 * that however many watch, half of the time is left to those who bid.
 */
export class Pacer {
  readonly #logger = new Logger(Pacer.name);
  readonly #windowMs: number;
  readonly #flush: (key: string) => void;
  readonly #windows = new Map<string, Window>();

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
    const window: Window = { timer: undefined, dirty: false };
    this.#windows.set(key, window);
    const begun = performance.now();
    this.#let(key);
    const tookMs = performance.now() - begun;
    window.timer = setTimeout(() => this.#end(key, window), Math.max(this.#windowMs - tookMs, tookMs));
    window.timer.unref();
  }

  #end(key: string, { dirty }: Window): void {
    this.#windows.delete(key);
    if (dirty) this.#open(key);
  }

  #let(key: string): void {
    try {
      this.#flush(key);
    } catch (error) {
      this.#logger.error(error);
    }
  }
}
