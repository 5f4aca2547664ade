import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { house } from '#lib/live/house.ts';

/** What another tab of the same browser did. */
interface Told {
  lotId: string;
  watching: boolean;
}

/** The lots that the visitor watches, on every page alike. */
export class Watched {
  readonly #fromPage: () => readonly string[];
  /** What changed since the page came. */
  readonly #changed = new SvelteMap<string, boolean>();
  #channel: BroadcastChannel | null = null;

  constructor(fromPage: () => readonly string[]) {
    this.#fromPage = fromPage;
  }

  has(lotId: string): boolean {
    return this.#changed.get(lotId) ?? this.#fromPage().includes(lotId);
  }

  /** All of them, in no order. */
  get ids(): string[] {
    const ids = new Set(this.#fromPage());
    for (const [lotId, watching] of this.#changed) {
      if (watching) ids.add(lotId);
      else ids.delete(lotId);
    }
    return [...ids];
  }

  /** Hears what other tabs do while it runs. The answer ends it. */
  follow(): () => void {
    if (typeof BroadcastChannel === 'undefined') return () => undefined;
    const channel = new BroadcastChannel('rostrum:watched');
    this.#channel = channel;
    channel.addEventListener('message', ({ data }: MessageEvent<Told>) => this.#changed.set(data.lotId, data.watching));
    return () => {
      channel.close();
      this.#channel = null;
    };
  }

  /** Shows the change at once and takes it back where the house does not keep it. Answers whether it does. */
  async set(lotId: string, watching: boolean): Promise<boolean> {
    const before = this.has(lotId);
    this.#changed.set(lotId, watching);
    try {
      await (await house()).rest.watch(lotId, watching);
    } catch {
      this.#changed.set(lotId, before);
      return false;
    }
    this.#channel?.postMessage({ lotId, watching } satisfies Told);
    return true;
  }

  /** Somebody else is signed in now. */
  forget(): void {
    this.#changed.clear();
  }
}

/** The visitor's watch list, for every component below the root layout. */
export const [useWatched, provideWatched] = createContext<Watched>();
