import type { Notice } from '@rostrum/contract';
import { house, whenOpen } from '#lib/live/house.ts';
import { isQuiet } from './quiet-now.ts';
import { ToldNotices } from './told-notices.ts';
import { playTone } from './tone.ts';
import type { WantedTopics } from './wanted-topics.ts';

/** What was missed is no reason to sound when the connection is back, in ms. */
const FRESH_MS = 60_000;

/**
 * Sounds for what a person wants to hear of, once over all tabs of a browser, also where nobody looks at the page. In quiet
 * hours only what is urgent does.
 */
export class ToneDesk {
  readonly #told: ToldNotices;
  readonly #wanted: WantedTopics;

  constructor(personId: string, newestNotice: string | null, wanted: WantedTopics) {
    this.#told = new ToldNotices(`${personId}:tone`, newestNotice);
    this.#wanted = wanted;
  }

  /** Hears the house. The answer ends it. */
  run(): () => void {
    return whenOpen(({ me }) => me.news.add(({ notices }) => void this.#hear(notices)));
  }

  async #hear(notices: readonly Notice[]): Promise<void> {
    const { clock } = await house();
    const fresh = notices.filter(({ seen, at }) => !seen && clock.now() - at < FRESH_MS);
    if (fresh.length === 0) return;
    await this.#wanted.ready();
    const { quiet, zone } = this.#wanted;
    const heard = fresh.filter(
      ({ topic, urgent }) => this.#wanted.has(topic, 'sound') && (urgent || !isQuiet(quiet, zone, clock.now())),
    );
    if (heard.length === 0) return;
    const claimed = await this.#told.claim(heard.map(({ id }) => id));
    if (claimed.size > 0) await playTone();
  }
}
