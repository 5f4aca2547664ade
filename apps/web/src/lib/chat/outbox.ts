import type { ChatPostAnswer, WireError } from '@rostrum/contract';
import type { Drafts, Unsent } from './drafts.ts';

/** A message on its way. `unknown`: no answer came, and the house is asked again; `sent`: taken, and about to appear. */
export type Sending = Unsent & ({ state: 'sending' | 'unknown' | 'sent' } | { state: 'refused'; error: WireError });

/** Answers that pass by themselves, and say nothing about whether the message arrived. */
const PASSING: readonly WireError['code'][] = ['BUSY', 'OUTCOME_UNKNOWN'];
/** An answer that takes longer is not on its way any more, in ms. */
const PATIENCE_MS = 4_000;
/** Waits before the house is asked again; the last one repeats. In ms. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];

interface OutboxOptions {
  drafts: Drafts;
  /** Resolves to null where no answer came. */
  post: (unsent: Unsent) => Promise<ChatPostAnswer | null>;
  /** Hears every change of the list. */
  changed: (list: readonly Sending[]) => void;
}

/**
 * What a person sends into a room, until he can read it there. Every message keeps its id, so that it is asked for again
 * as often as it takes and counts once; what is refused stays until he decides.
 */
export class Outbox {
  #list: readonly Sending[] = [];
  readonly #drafts: Drafts;
  readonly #post: OutboxOptions['post'];
  readonly #changed: OutboxOptions['changed'];
  #closed = false;
  #hurry: (() => void)[] = [];

  constructor(options: OutboxOptions) {
    this.#drafts = options.drafts;
    this.#post = options.post;
    this.#changed = options.changed;
  }

  /** In the order in which they were written. */
  get list(): readonly Sending[] {
    return this.#list;
  }

  /** Takes up what an earlier page had no answer for. The answer ends all asking. */
  open(): () => void {
    this.#closed = false;
    for (const unsent of this.#drafts.unsent) if (!this.#find(unsent.id)) void this.#send(unsent, 'unknown');
    return () => {
      this.#closed = true;
      this.hurry();
    };
  }

  send(unsent: Unsent): void {
    this.#drafts.send(unsent);
    void this.#send(unsent, 'sending');
  }

  /** Once more, as it is. */
  again(id: string): void {
    const refused = this.#find(id);
    if (refused?.state === 'refused') void this.#send(refused, 'sending');
  }

  /** Gives a refused message up, and its words back. */
  takeBack(id: string): Unsent | undefined {
    const refused = this.#find(id);
    this.#drop(id);
    return refused;
  }

  /** These can be read in the room. */
  arrived(ids: ReadonlySet<string>): void {
    for (const { id } of this.#list) if (ids.has(id)) this.#drop(id);
  }

  /** The connection is back: what waits is asked at once. */
  hurry(): void {
    for (const go of this.#hurry.splice(0)) go();
  }

  async #send({ id, body, replyTo }: Unsent, state: 'sending' | 'unknown'): Promise<void> {
    const unsent = { id, body, replyTo };
    this.#put({ ...unsent, state });
    for (let attempt = 0; !this.#closed && this.#find(id); attempt++) {
      const patience = setTimeout(() => this.#doubt(id), PATIENCE_MS);
      const answer = await this.#post(unsent);
      clearTimeout(patience);
      // It came in by the room itself while its answer was lost.
      if (!this.#find(id)) return;
      if (answer?.ok) {
        this.#drafts.settled(id);
        return this.#put({ ...unsent, state: 'sent' });
      }
      if (answer && !PASSING.includes(answer.error.code))
        return this.#put({ ...unsent, state: 'refused', error: answer.error });
      this.#put({ ...unsent, state: 'unknown' });
      await this.#pause(WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)]!);
    }
  }

  #doubt(id: string): void {
    const sending = this.#find(id);
    if (sending?.state === 'sending') this.#put({ ...sending, state: 'unknown' });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, ms);
      this.#hurry.push(resolve);
    });
  }

  #drop(id: string): void {
    this.#drafts.settled(id);
    this.#become(this.#list.filter((sending) => sending.id !== id));
  }

  #find(id: string): Sending | undefined {
    return this.#list.find((sending) => sending.id === id);
  }

  #put(sending: Sending): void {
    this.#become(
      this.#find(sending.id)
        ? this.#list.map((other) => (other.id === sending.id ? sending : other))
        : [...this.#list, sending],
    );
  }

  #become(list: readonly Sending[]): void {
    this.#list = list;
    this.#changed(list);
  }
}
