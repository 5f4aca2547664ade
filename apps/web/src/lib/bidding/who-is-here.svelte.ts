import { refreshAll } from '$app/navigation';
import type { Me } from '@rostrum/contract';

/** Somebody else is signed in in this browser than when the page was made; `now` is null where nobody is. */
export interface PersonChange {
  before: string;
  now: string | null;
}

/**
 * Notices that the cookies changed under the page: two tabs of one browser share them, so that a second person who signs in
 * there bids here too. Looked at when the page gets the focus, before a bid that may be affected, and after each answer.
 */
export class WhoIsHere {
  change = $state.raw<PersonChange | null>(null);
  readonly #me: () => Me;
  #looking: Promise<boolean> | null = null;

  constructor(me: () => Me) {
    this.#me = me;
    // The last one who was signed in here, also while nobody is.
    let last: Me['person'] = null;
    $effect(() => {
      const { person } = me();
      if (last && last.id !== person?.id) this.change = { before: last.name, now: person?.name ?? null };
      else if (this.change?.now === null) this.change = null;
      last = person ?? last;
    });
  }

  /** Looks whenever the page is looked at, while the component lives. */
  follow(): () => void {
    const end = new AbortController();
    const look = (): void => void (document.visibilityState === 'visible' && this.look());
    for (const event of ['focus', 'pageshow']) window.addEventListener(event, look, { signal: end.signal });
    document.addEventListener('visibilitychange', look, { signal: end.signal });
    return () => end.abort();
  }

  /** Whether the visitor is still the one that this page knows. Resolves at once where nobody is looking just now. */
  readonly same = (): Promise<boolean> => this.#looking ?? Promise.resolve(true);

  /** Asks the house who is here; where it is somebody else, the page is read anew. */
  look(): Promise<boolean> {
    this.#looking ??= this.#ask().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #ask(): Promise<boolean> {
    try {
      const response = await fetch('/api/me', { headers: { accept: 'application/json' }, cache: 'no-store' });
      if (!response.ok) return true;
      const { person } = (await response.json()) as Me;
      if ((person?.id ?? null) === (this.#me().person?.id ?? null)) return true;
    } catch {
      // Without an answer nothing is known, and the house judges every bid by its session anyway.
      return true;
    }
    await refreshAll();
    return false;
  }
}
