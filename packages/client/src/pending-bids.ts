import type { BidCommand } from '@rostrum/contract';

/** Where bids without an answer outlive a reload, such as `sessionStorage`. */
export type BidStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'rostrum.unanswered-bids';

/** The bids whose answer is not known yet. */
export class PendingBids {
  readonly #commands = new Map<string, BidCommand>();
  readonly #storage: BidStorage | undefined;

  constructor(storage: BidStorage | undefined) {
    this.#storage = storage;
    try {
      const kept = JSON.parse(storage?.getItem(KEY) ?? '[]') as BidCommand[];
      for (const command of kept) this.#commands.set(command.id, command);
    } catch {
      // Storage that is blocked or holds something else: a reload then forgets, as without storage.
    }
  }

  all(): BidCommand[] {
    return [...this.#commands.values()];
  }

  add(command: BidCommand): void {
    this.#commands.set(command.id, command);
    this.#keep();
  }

  remove(id: string): void {
    this.#commands.delete(id);
    this.#keep();
  }

  clear(): void {
    this.#commands.clear();
    this.#keep();
  }

  #keep(): void {
    try {
      if (this.#commands.size === 0) this.#storage?.removeItem(KEY);
      else this.#storage?.setItem(KEY, JSON.stringify(this.all()));
    } catch {
      // As above: memory alone has to do.
    }
  }
}
