/** Lets one at a time through, in order of arrival. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Answers the function that lets the next one through. */
  async acquire(): Promise<() => void> {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    return resolve;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.acquire();
    try {
      return await work();
    } finally {
      release();
    }
  }
}
