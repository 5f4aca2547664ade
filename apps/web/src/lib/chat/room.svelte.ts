import { createContext } from 'svelte';
import type { ChatView } from '@rostrum/client/chat';
import type { ChatHistoryPage, ChatMessage, ChatRules, EpochMs } from '@rostrum/contract';
import type { RoomLink } from './room-link.ts';
import { sameAuthor } from './held-news.ts';
import { RoomActs } from './room-acts.ts';
import { roomKind, type RoomPlace } from './room-place.ts';
import { Writing } from './writing.svelte.ts';

/** A reader may look away for a moment before what he saw counts as read, in ms. */
const READ_AFTER_MS = 1_000;

/** A room with what one visitor does in it. On the server it holds still; `follow` brings it to life. */
export class Room {
  readonly place: RoomPlace;
  readonly writing: Writing;
  readonly acts: RoomActs;
  /** It hears the house, and can be written in. */
  live = $state(false);
  /** Older messages are on their way; `failed`: they did not come. */
  earlier = $state<'idle' | 'loading' | 'failed'>('idle');
  /** Hears what others wrote since the last time. */
  heard: (fresh: readonly ChatMessage[]) => void = () => undefined;
  readonly #link: RoomLink | null;
  readonly #seed: ChatHistoryPage;
  #view = $state.raw<Omit<ChatView, 'room'>>(null!);
  #readUpTo = 0;
  #reading: ReturnType<typeof setTimeout> | undefined;

  /** `link` is null on the server, where nobody writes. */
  constructor(place: RoomPlace, page: ChatHistoryPage, link: RoomLink | null) {
    this.place = place;
    this.#link = link;
    this.#seed = page;
    this.#view = { ...page, messages: page.items, me: null };
    this.writing = new Writing(place, () => this.#open);
    this.acts = new RoomActs(place.id, () => this.#open);
  }

  get kind(): 'lot' | 'auction' {
    return roomKind(this.place.id);
  }

  get isStaff(): boolean {
    return this.place.person !== null && this.place.person.role !== 'bidder';
  }

  /** Oldest first. */
  get messages(): readonly ChatMessage[] {
    return this.#view.messages;
  }

  /** Until when the visitor may not write; null where nothing is known of that. */
  get mutedUntil(): EpochMs | null {
    return this.self?.mutedUntil ?? this.writing.mutedUntil;
  }

  get rules(): ChatRules {
    return this.#view.rules;
  }

  get self(): ChatView['me'] {
    return this.#view.me;
  }

  /** The house has told how the visitor stands here. */
  get isKnown(): boolean {
    return this.self !== null;
  }

  /** Leads to the messages before these; null where there are none. */
  get earlierCursor(): string | null {
    return this.#view.nextCursor;
  }

  find(id: string): ChatMessage | undefined {
    return this.messages.find((message) => message.id === id);
  }

  isMine(message: ChatMessage): boolean {
    if (this.writing.hasSent(message.id) || this.editableUntil(message.id) !== null) return true;
    return message.author.kind !== 'staff' && sameAuthor(message.author, this.self?.as ?? null);
  }

  /** Until when the visitor may change this message; null where it never was his to change. */
  editableUntil(id: string): EpochMs | null {
    return this.self?.own.find((own) => own.id === id)?.editableUntil ?? null;
  }

  /** When the visitor wrote here last, as far as it is at hand. */
  get wroteAt(): EpochMs | null {
    return this.messages.findLast((message) => this.isMine(message))?.at ?? null;
  }

  /** Others' messages since the visitor read last, of those at hand. */
  get unread(): number {
    const seen = this.self?.seen;
    if (seen === undefined) return 0;
    return this.messages.filter((message) => message.version > seen && message.body !== null && !this.isMine(message))
      .length;
  }

  /** Hears the house until the answer is called. */
  follow(): () => void {
    this.live = true;
    const stops = [this.#channel.watch(this.place.id, (view) => this.#take(view), this.#seed), this.writing.open()];
    return () => {
      clearTimeout(this.#reading);
      this.#reading = undefined;
      for (const stop of stops) stop();
    };
  }

  async loadEarlier(): Promise<void> {
    if (this.earlier === 'loading') return;
    this.earlier = 'loading';
    this.earlier = await this.#channel
      .older(this.place.id)
      .then(() => 'idle' as const)
      .catch(() => 'failed' as const);
  }

  /** What can be seen now counts as read in a moment. */
  read(): void {
    if (!this.self || document.visibilityState !== 'visible') return;
    this.#readUpTo = this.messages.at(-1)?.version ?? 0;
    this.#reading ??= setTimeout(() => this.#markRead(), READ_AFTER_MS);
  }

  /** What could not be marked is marked with the next message. */
  #markRead(): void {
    this.#reading = undefined;
    const version = this.#readUpTo;
    if (this.self && version > this.self.seen) this.#channel.seen(this.place.id, version).catch(() => undefined);
    const { me } = this.#open.client;
    const told = me.notices.filter(({ talk, seen }) => talk?.room === this.place.id && !seen).map(({ id }) => id);
    if (told.length > 0) me.seen(told).catch(() => undefined);
  }

  get #channel(): RoomLink['channel'] {
    return this.#open.channel;
  }

  get #open(): RoomLink {
    if (!this.#link) throw new Error('on the server a room holds still');
    return this.#link;
  }

  #take(view: ChatView): void {
    const newest = this.messages.at(-1)?.version ?? 0;
    this.#view = view;
    this.writing.outbox.arrived(new Set(view.messages.map(({ id }) => id)));
    const fresh = view.messages.filter((message) => message.version > newest && !this.isMine(message));
    if (fresh.length > 0) this.heard(fresh);
  }
}

/** The room that a component stands in. */
export const [useRoom, provideRoom] = createContext<Room>();
