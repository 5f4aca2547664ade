/** Work for each key, one run at a time. Asked while it runs, it runs once more, however many have asked. */
export class Rerun {
  private readonly running = new Map<string, Promise<void>>();
  private readonly next = new Map<string, Promise<void>>();

  /** `work` must not reject. */
  constructor(private readonly work: (key: string) => Promise<void>) {}

  /** Resolves after a run that began after this call. */
  ask(key: string): Promise<void> {
    const waiting = this.next.get(key);
    if (waiting) return waiting;
    const running = this.running.get(key);
    if (!running) return this.begin(key);
    const next = running.then(() => {
      this.next.delete(key);
      return this.begin(key);
    });
    this.next.set(key, next);
    return next;
  }

  private begin(key: string): Promise<void> {
    const run = this.work(key).finally(() => {
      if (this.running.get(key) === run) this.running.delete(key);
    });
    this.running.set(key, run);
    return run;
  }
}
