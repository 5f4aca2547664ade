/** Without a call this often, in ms: what no message told of is found all the same. */
const POLL_MS = 500;

/**
 * Work that is done again and again: at each poll, and as soon as somebody says that there is some. One run at a time.
 * A run that answers true is followed by another at once; a failed one by the next poll. Calls that come during a run, or
 * while it rests behind one, share the next.
 */
export class Round {
  readonly #work: () => Promise<boolean>;
  readonly #failed: (error: unknown) => void;
  readonly #everyMs: number;
  readonly #restMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #rested: () => void = () => undefined;
  #again = false;
  #stopped = true;
  #failing = false;

  /**
   * `failed` hears of the first failure in a row. Polls every half second unless told otherwise. After all work is done it
   * rests for `restMs`, so that under a stream of calls each run has more to do.
   */
  constructor(work: () => Promise<boolean>, failed: (error: unknown) => void, everyMs: number = POLL_MS, restMs = 0) {
    this.#work = work;
    this.#failed = failed;
    this.#everyMs = everyMs;
    this.#restMs = restMs;
  }

  start(): void {
    this.#stopped = false;
    this.#timer = setInterval(() => this.wake(), this.#everyMs);
    this.#timer.unref();
  }

  /** There is something to do. */
  wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  /** Begins no more, and waits for what runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#rested();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        if (await this.#work()) this.#again = true;
        else await this.#rest();
        this.#failing = false;
      } catch (error) {
        if (!this.#failing) this.#failed(error);
        this.#failing = true;
        return;
      }
    }
  }

  /** Ends early where the round is stopped. */
  #rest(): Promise<void> | undefined {
    if (this.#restMs === 0 || this.#stopped) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#restMs);
      this.#rested = () => (clearTimeout(timer), resolve());
    });
  }
}
