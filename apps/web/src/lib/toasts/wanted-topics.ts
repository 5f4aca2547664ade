import type { Preferences, ToastTopic } from '@rostrum/contract';
import { house } from '#lib/live/house.ts';
import { PREFERENCES_CHANNEL } from './topics-chosen.ts';

/** Which topics the person wants to pop up; everything until the house has said otherwise. */
export class WantedTopics {
  #topics: Preferences['topics'] | null = null;
  #asked: Promise<void> | null = null;

  /** Asks the house, once. Where it does not answer everything pops up. */
  async ready(): Promise<void> {
    this.#asked ??= house()
      .rest.preferences()
      .then(({ topics }) => void (this.#topics = topics))
      .catch(() => void (this.#asked = null));
    await this.#asked;
  }

  has(topic: ToastTopic): boolean {
    return this.#topics?.[topic]?.toast ?? true;
  }

  /** Asks again when a page of this browser has changed them. The answer ends it. */
  follow(): () => void {
    if (typeof BroadcastChannel === 'undefined') return () => undefined;
    const channel = new BroadcastChannel(PREFERENCES_CHANNEL);
    channel.addEventListener('message', () => void (this.#asked = null));
    return () => channel.close();
  }
}
