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
    const { fresh, told } = untold(this.#read() ?? this.#memory, ids);
    this.#memory = told;
    this.#write(told);
    // Outside of a secure context there are no locks; then two tabs may both say it, at worst.
    if (!('locks' in navigator)) return new Set(fresh);
    const got = await Promise.all(fresh.map((id) => takeFirst(`${this.#key}:${id}`)));
    return new Set(fresh.filter((_, index) => got[index]));
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

/** How long one tab's writing may take to reach another that runs in a process of its own, generously, in ms. */
const SPREAD_MS = 10_000;

/** Whether this tab is the first that asks for a name; the others learn it at once, before they can read what it wrote. */
function takeFirst(name: string): Promise<boolean> {
  return new Promise((answer) => {
    const held = (lock: Lock | null): Promise<void> | undefined => {
      answer(lock !== null);
      return lock ? new Promise((release) => setTimeout(release, SPREAD_MS)) : undefined;
    };
    void navigator.locks.request(name, { ifAvailable: true }, held).catch(() => answer(true));
  });
}

function isTold(value: unknown): value is Told {
  if (typeof value !== 'object' || value === null) return false;
  const { floor, ids } = value as Record<string, unknown>;
  return typeof floor === 'string' && Array.isArray(ids) && ids.every((id) => typeof id === 'string');
}
