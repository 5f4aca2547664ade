/** At most so many toasts at a time. */
const OPEN_MAX = 3;
/** More than so many that wait become one line. */
const WAITING_MAX = 3;

/** What waits or is shown: the newest of its kind last. */
export interface Queued<T> {
  key: string;
  items: readonly T[];
  /** It stands for many: whatever did not fit. */
  rest: boolean;
}

/** Where toasts are shown. */
export interface Shelf<T> {
  /** Shows a new one. */
  open(toast: Queued<T>): void;
  /** One that is shown has become more. */
  change(toast: Queued<T>): void;
}

/** Key of the toast that stands for all that did not fit. */
export const REST = 'rest';

/**
 * Lets at most three toasts be seen at a time. What belongs together (the same lot) is one toast; what has to wait comes
 * when one is closed, and when too much waits it becomes one line.
 */
export class ToastQueue<T> {
  readonly #shelf: Shelf<T>;
  readonly #open = new Map<string, Queued<T>>();
  readonly #urgent = new Map<string, Queued<T>>();
  #waiting = new Map<string, Queued<T>>();

  constructor(shelf: Shelf<T>) {
    this.#shelf = shelf;
  }

  /** `urgent`: it waits before all others, alone. */
  add(key: string, item: T, urgent = false): void {
    const shown = this.#open.get(key);
    if (shown) {
      const more = { ...shown, items: [...shown.items, item] };
      this.#open.set(key, more);
      return this.#shelf.change(more);
    }
    if (urgent) {
      this.#urgent.set(key, { key, items: [item], rest: false });
      return this.#next();
    }
    const target = this.#waiting.has(REST) ? REST : key;
    const waiting = this.#waiting.get(target);
    this.#waiting.set(target, {
      key: target,
      items: [...(waiting?.items ?? []), item],
      rest: target === REST,
    });
    this.#fold();
    this.#next();
  }

  /** One was closed, by whomever. */
  closed(key: string): void {
    this.#open.delete(key);
    this.#next();
  }

  /** It is not to be shown any more; answers whether it was. */
  drop(key: string): boolean {
    this.#waiting.delete(key);
    this.#urgent.delete(key);
    return this.#open.has(key);
  }

  #fold(): void {
    const room = OPEN_MAX - this.#open.size;
    if (this.#waiting.size <= WAITING_MAX + room || this.#waiting.has(REST)) return;
    const all = [...this.#waiting.values()];
    const shown = all.slice(0, room);
    const items = all.slice(room).flatMap((toast) => toast.items);
    this.#waiting = new Map([...shown, { key: REST, items, rest: true }].map((toast) => [toast.key, toast]));
  }

  #next(): void {
    for (const [key, toast] of [...this.#urgent, ...this.#waiting]) {
      if (this.#open.size >= OPEN_MAX) return;
      if (this.#open.has(key)) continue;
      this.#urgent.delete(key);
      this.#waiting.delete(key);
      this.#open.set(key, toast);
      this.#shelf.open(toast);
    }
  }
}
