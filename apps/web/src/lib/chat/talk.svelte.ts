import { fetchPart } from '#lib/live/fetch-part.ts';
import type { Locale } from '#lib/messages/locale.ts';
import { loadChatMessages } from '#lib/messages/messages.ts';
import type { ChatMessages } from '#lib/messages/shape.ts';
import { roomLink } from './room-link.ts';
import type { RoomPlace } from './room-place.ts';
import { Room } from './room.svelte.ts';
import { newsTeller } from './tell-news.ts';

/** An auction's room behind its button: open or folded, it counts what the visitor has not read. */
export class Talk {
  readonly t: ChatMessages;
  /** Null until it is opened, or was written in before. */
  room = $state.raw<Room | null>(null);
  readonly #place: RoomPlace;
  #stop: () => void = () => undefined;
  #opening: Promise<void> | null = null;

  constructor(place: RoomPlace, t: ChatMessages) {
    this.#place = place;
    this.t = t;
  }

  /** Others' messages since he read last; none for who has not opened it. */
  get unread(): number {
    return this.room?.unread ?? 0;
  }

  /** Fetches the room and follows it. Throws where the house does not tell what is in it. */
  async open(): Promise<void> {
    this.#opening ??= this.#open().catch((cause: unknown) => {
      this.#opening = null;
      throw cause;
    });
    await this.#opening;
  }

  /** Follows it also while it is folded, where the visitor has written in it. */
  async openIfOwn(): Promise<void> {
    const { items } = await (await roomLink()).channel.own();
    if (items.some(({ room }) => room === this.#place.id)) await this.open();
  }

  close(): void {
    this.#stop();
    this.room = null;
  }

  async #open(): Promise<void> {
    const link = await roomLink();
    const room = new Room(this.#place, await link.channel.rest.page(this.#place.id), link);
    room.heard = newsTeller(room, this.t);
    this.#stop = room.follow();
    this.room = room;
  }
}

/** Gets a talk ready, with its words. */
export async function getTalk(place: RoomPlace, locale: Locale): Promise<Talk> {
  return new Talk(place, await fetchPart(() => loadChatMessages(locale)));
}
