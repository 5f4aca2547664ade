import { createContext } from 'svelte';
import type { ChatAuthor, ChatMessage } from '@rostrum/contract';
import type { ChatMessages } from '#lib/messages/shape.ts';

/** The words of the rooms, for every component inside of one. */
export const [useChatWords, provideChatWords] = createContext<ChatMessages>();

/** Who wrote, as everybody reads it. */
export function authorName(author: ChatAuthor, t: ChatMessages): string {
  if (author.kind === 'staff') return t.house;
  return author.kind === 'paddle' ? t.paddle(author.number) : t.guest(String(author.number));
}

const EXCERPT = 80;

/** The beginning of a message on one line, as it is quoted. */
export function excerpt(message: Pick<ChatMessage, 'body'>): string {
  const line = (message.body ?? '').replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT - 1).join('')}…` : line;
}
