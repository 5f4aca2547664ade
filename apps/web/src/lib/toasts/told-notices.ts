/** Ids that are remembered; older ones lie below the floor. */
const REMEMBERED = 200;

/** Which notices have popped up in this browser: those up to `floor`, and the ones named. Ids are in the order of time. */
export interface Told {
  floor: string;
  ids: string[];
}

/** Those of `ids` that were not told yet, and what is told once they are. */
export function untold(told: Told, ids: readonly string[]): { fresh: string[]; told: Told } {
  const fresh = ids.filter((id) => id > told.floor && !told.ids.includes(id));
  const all = [...told.ids, ...fresh].sort();
  const kept = all.slice(-REMEMBERED);
  const floor = all.length > kept.length ? all[all.length - kept.length - 1]! : told.floor;
  return { fresh, told: { floor, ids: kept } };
}

/**
 * Remembers for one person, over all tabs of a browser, what has popped up. Where nothing may be kept it lasts as long
 * as the page.
 */
export class ToldNotices {
  readonly #key: string;
  #memory: Told;

  /** `floor`: the newest notice at the time of the page, from which to begin in a browser that knows nothing. */
  constructor(personId: string, floor: string | null) {
    this.#key = `rostrum:told:${personId}`;
    this.#memory = { floor: floor ?? '', ids: [] };
    const known = this.#read();
    if (known === null) this.#write(this.#memory);
  }

  /** Takes those of the ids that no tab has taken, so that each pops up once. */
  async claim(ids: readonly string[]): Promise<Set<string>> {
    const take = (): Set<string> => {
      const { fresh, told } = untold(this.#read() ?? this.#memory, ids);
      this.#memory = told;
      this.#write(told);
      return new Set(fresh);
    };
    // Outside of a secure context there are no locks; then two tabs may both say it, at worst.
    return 'locks' in navigator ? navigator.locks.request(this.#key, take) : take();
  }

  #read(): Told | null {
    try {
      const told: unknown = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      return isTold(told) ? told : null;
    } catch {
      return null;
    }
  }

  #write(told: Told): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify(told));
    } catch {
      // The memory of this page has to do.
    }
  }
}

function isTold(value: unknown): value is Told {
  if (typeof value !== 'object' || value === null) return false;
  const { floor, ids } = value as Record<string, unknown>;
  return typeof floor === 'string' && Array.isArray(ids) && ids.every((id) => typeof id === 'string');
}
