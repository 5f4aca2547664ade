import type { Channel, Preferences, QuietHours, ToastTopic } from '@rostrum/contract';
import { house } from '#lib/live/house.ts';
import { PREFERENCES_CHANNEL } from './topics-chosen.ts';

/** What the person wants to be told on pages; until the house has said otherwise all of it pops up and nothing sounds. */
export class WantedTopics {
  #preferences: Preferences | null = null;
  #asked: Promise<void> | null = null;

  /** Asks the house, once. */
  async ready(): Promise<void> {
    this.#asked ??= house()
      .then(({ rest }) => rest.preferences())
      .then((preferences) => void (this.#preferences = preferences))
      .catch(() => void (this.#asked = null));
    await this.#asked;
  }

  has(topic: ToastTopic, channel: Channel = 'toast'): boolean {
    return this.#preferences?.topics[topic]?.[channel] ?? channel === 'toast';
  }

  get quiet(): QuietHours | null {
    return this.#preferences?.quiet ?? null;
  }

  /** In which quiet hours are counted. */
  get zone(): string {
    return this.#preferences?.zone ?? 'UTC';
  }

  /** Asks again when a page of this browser has changed them. The answer ends it. */
  follow(): () => void {
    if (typeof BroadcastChannel === 'undefined') return () => undefined;
    const channel = new BroadcastChannel(PREFERENCES_CHANNEL);
    channel.addEventListener('message', () => void (this.#asked = null));
    return () => channel.close();
  }
}
