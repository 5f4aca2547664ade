import type { ChatPostResult } from '@rostrum/client/chat';
import type { EpochMs } from '@rostrum/contract';
import type { RoomLink } from './room-link.ts';
import { Drafts, type Unsent } from './drafts.ts';
import { Outbox, type Sending } from './outbox.ts';
import { roomKind, type RoomPlace } from './room-place.ts';

function sessionStorageIfAllowed(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** What one visitor writes in a room: his drafts, and what is on its way until he can read it there. */
export class Writing {
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  /** What the visitor wrote and cannot read here yet. */
  sendings = $state.raw<readonly Sending[]>([]);
  /** Counts how often drafts were changed from elsewhere than their fields. */
  typed = $state(0);
  /** Until when he was told, by a refusal, that he may not write: a muting is not told to the muted before he writes. */
  mutedUntil = $state<EpochMs | null>(null);
  readonly #place: RoomPlace;
  readonly #link: () => RoomLink;
  /** Ids of what was sent from this page: a message may come in before its receipt. */
  readonly #sent = new Set<string>();

  constructor(place: RoomPlace, link: () => RoomLink) {
    this.#place = place;
    this.#link = link;
    this.drafts = new Drafts(place.id, place.person?.id ?? null, sessionStorageIfAllowed());
    this.outbox = new Outbox({
      drafts: this.drafts,
      post: (unsent) => this.#post(unsent),
      changed: (list) => (this.sendings = list),
    });
  }

  /** Sends on, also what an earlier page had no answer for, until the answer is called. */
  open(): () => void {
    const stops = [
      this.#link().client.statusChanges.add(() => this.outbox.hurry()),
      this.#place.person ? this.outbox.open() : () => undefined,
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Sends what was written. */
  send(body: string, replyTo: string | null): void {
    const id = this.#link().channel.newId();
    this.#sent.add(id);
    this.outbox.send({ id, body, replyTo });
  }

  /** It was sent from this page. */
  hasSent(id: string): boolean {
    return this.#sent.has(id);
  }

  /** The house would not take a message: its words go back to where they were typed, behind what stands there now. */
  takeBack(id: string): void {
    const unsent = this.outbox.takeBack(id);
    if (!unsent) return;
    const field = this.fieldOf(unsent.replyTo);
    this.drafts.type(field, [this.drafts.field(field), unsent.body].filter(Boolean).join('\n'));
    this.typed += 1;
  }

  /** Which of the drafts one writes in: a talk has one field for everything, every answer to a question its own. */
  fieldOf(replyTo: string | null): string | null {
    return roomKind(this.#place.id) === 'lot' ? replyTo : null;
  }

  async #post({ id, body, replyTo }: Unsent): Promise<ChatPostResult | null> {
    const message = { id, body, ...(replyTo === null ? {} : { replyTo }), room: this.#place.id };
    const answer = await this.#link().channel.post(message);
    if (!answer.ok && answer.sendAgain) return null;
    if (!answer.ok && answer.error.code === 'MAY_NOT_WRITE' && answer.error.why === 'muted')
      this.mutedUntil = answer.error.until;
    return answer;
  }
}
