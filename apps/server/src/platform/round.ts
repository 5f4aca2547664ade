/** Without a call this often, in ms: what no message told of is found all the same. */
const POLL_MS = 500;

/**
 * Work that is done again and again: at each poll, and as soon as somebody says that there is some. One run at a time.
 * A run that answers true is followed by another at once; a failed one by the next poll.
 */
export class Round {
  readonly #work: () => Promise<boolean>;
  readonly #failed: (error: unknown) => void;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;
  #failing = false;

  /** `failed` hears of the first failure in a row. Polls every half second unless told otherwise. */
  constructor(work: () => Promise<boolean>, failed: (error: unknown) => void, everyMs: number = POLL_MS) {
    this.#work = work;
    this.#failed = failed;
    this.#everyMs = everyMs;
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
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        if (await this.#work()) this.#again = true;
        this.#failing = false;
      } catch (error) {
        if (!this.#failing) this.#failed(error);
        this.#failing = true;
        return;
      }
    }
  }
}
