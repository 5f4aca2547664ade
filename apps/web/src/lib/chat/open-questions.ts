import type { ComponentProps } from 'svelte';
import { fetchPart } from '#lib/live/fetch-part.ts';
import type { Locale } from '#lib/messages/locale.ts';
import { loadChatMessages } from '#lib/messages/messages.ts';
import { roomLink } from './room-link.ts';
import LiveQuestions from './live-questions.svelte';
import type { RoomPlace } from './room-place.ts';
import { Room } from './room.svelte.ts';

/** Opens the room of a lot: what shows it, and with what. Throws where the house does not tell what is in it. */
export async function open(
  place: RoomPlace,
  locale: Locale,
): Promise<{ View: typeof LiveQuestions; props: ComponentProps<typeof LiveQuestions> }> {
  const [t, link] = await Promise.all([fetchPart(() => loadChatMessages(locale)), roomLink()]);
  const page = await link.channel.rest.page(place.id);
  return { View: LiveQuestions, props: { room: new Room(place, page, link), t } };
}
