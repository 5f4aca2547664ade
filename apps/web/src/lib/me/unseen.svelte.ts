import { whenOpen } from '#lib/live/house.ts';

/** How many notices the visitor has not seen. */
export class Unseen {
  readonly #fromPage: () => number;
  #live = $state<number | null>(null);

  constructor(fromPage: () => number) {
    this.#fromPage = fromPage;
  }

  get count(): number {
    return this.#live ?? this.#fromPage();
  }

  /** Hears the house while it runs. The answer ends it. */
  follow(): () => void {
    return whenOpen(({ me }) => {
      const stop = me.news.add(({ unseen }) => (this.#live = me.signedIn ? unseen : null));
      return () => {
        stop();
        this.#live = null;
      };
    });
  }
}
