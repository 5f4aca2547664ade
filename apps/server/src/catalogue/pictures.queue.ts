import { refuse } from '../platform/index.ts';

/** Pictures that are converted at the same time: the machine has bids to take. */
const AT_ONCE = 2;
/** Pictures that may wait, of one person and of all. Each waits with its bytes in memory. */
const WAITING_OF_ONE = 12;
const WAITING_OF_ALL = 24;

interface Waiting {
  by: string;
  begin: () => void;
}

/**
 * Converts a few pictures at once. Of one person one is converted at a time and the others wait, so that somebody with a
 * whole catalogue of large pictures holds up nobody else.
 */
export class PicturesQueue {
  private readonly running = new Set<string>();
  private readonly waiting: Waiting[] = [];

  /** Runs `work` when it is the turn of `by`. Throws BUSY where too much waits already. */
  async run<T>(by: string, work: () => Promise<T>): Promise<T> {
    const own = this.waiting.filter((other) => other.by === by).length;
    if (own >= WAITING_OF_ONE || this.waiting.length >= WAITING_OF_ALL) {
      throw refuse('BUSY', {}, 'Many pictures wait to be prepared. Please try again in a moment.');
    }
    const turn = Promise.withResolvers<void>();
    this.waiting.push({ by, begin: turn.resolve });
    this.goOn();
    await turn.promise;
    try {
      return await work();
    } finally {
      this.running.delete(by);
      this.goOn();
    }
  }

  private goOn(): void {
    while (this.running.size < AT_ONCE) {
      const next = this.waiting.findIndex(({ by }) => !this.running.has(by));
      if (next < 0) return;
      const [{ by, begin }] = this.waiting.splice(next, 1) as [Waiting];
      this.running.add(by);
      begin();
    }
  }
}
