import type { ChatMessage } from '@rostrum/contract';
import type { ChatMessages } from '#lib/messages/shape.ts';
import { announcer } from '#lib/shell/announcer.svelte.ts';
import { authorName, excerpt } from './chat-words.ts';
import { isForMe, sameAuthor } from './held-news.ts';
import type { Room } from './room.svelte.ts';

/** Others' words within this time are counted together, in ms. */
const COUNTED_MS = 10_000;

/**
 * Tells listeners what came into a room: in full what is meant for the visitor, of everything else only how much it is.
 */
export function newsTeller(room: Room, t: ChatMessages): (fresh: readonly ChatMessage[]) => void {
  let count = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  return (fresh) => {
    const me = room.self?.as ?? null;
    const mine = fresh.filter((message) => isForMe(message, me, room.messages));
    const [newest] = mine.slice(-1);
    if (newest) {
      const answers = newest.answer && sameAuthor(room.find(newest.replyTo ?? '')?.author ?? null, me);
      announcer.say(answers ? t.answered(excerpt(newest)) : t.mentioned(authorName(newest.author, t), excerpt(newest)));
    }
    if (performance.now() - lastAt > COUNTED_MS) count = 0;
    const others = fresh.length - mine.length;
    count += others;
    lastAt = performance.now();
    if (others > 0) announcer.mention(t[room.kind === 'lot' ? 'questions' : 'talk'].said(count));
  };
}
