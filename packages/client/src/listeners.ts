/** A set of callbacks. One that throws is reported and does not keep the others from hearing. */
export class Listeners<T> {
  #heard = new Set<(value: T) => void>();

  /** Adds a callback; the answer takes it away again. */
  add(hear: (value: T) => void): () => void {
    const own = (value: T): void => hear(value);
    this.#heard.add(own);
    return () => void this.#heard.delete(own);
  }

  tell(value: T): void {
    for (const hear of Array.from(this.#heard)) {
      try {
        hear(value);
      } catch (cause) {
        // A bug in one listener is shown as an uncaught error, and the rest go on.
        queueMicrotask(() => {
          throw cause;
        });
      }
    }
  }

  clear(): void {
    this.#heard.clear();
  }
}
