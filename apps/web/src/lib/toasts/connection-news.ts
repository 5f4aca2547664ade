import type { ConnectionState } from '@rostrum/client';

/** A short break is no news, in ms. */
const PATIENCE_MS = 5_000;

/** Says when the connection was lost for more than a moment, and when it is back after that was said. */
export class ConnectionNews {
  readonly #say: (news: 'lost' | 'back') => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasUp = false;
  #lost = false;

  constructor(say: (news: 'lost' | 'back') => void) {
    this.#say = say;
  }

  heard(state: ConnectionState): void {
    if (state === 'live' || state === 'polling') {
      this.stop();
      this.#wasUp = true;
      if (this.#lost) this.#say('back');
      this.#lost = false;
    } else if (this.#wasUp && !this.#lost) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#lost = true;
        this.#say('lost');
      }, PATIENCE_MS);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
