import type { ChatAuthor, ChatMessage } from '@rostrum/contract';

/** Whether both are the same somebody. Staff are one house: no two of them are told apart. */
export function sameAuthor(a: ChatAuthor | null, b: ChatAuthor | null): boolean {
  if (a === null || b === null || a.kind !== b.kind) return false;
  return a.kind === 'staff' || (b.kind !== 'staff' && a.number === b.number);
}

/** What a room shows while somebody reads in it, and what waits until he wants it. */
export interface Split {
  shown: ChatMessage[];
  held: ChatMessage[];
}

/**
 * Holds back what came after `upTo`, so that nothing moves under the eyes; `passes` names what may come in all the same.
 * With `upTo` null nothing is held.
 */
export function split(
  messages: readonly ChatMessage[],
  upTo: number | null,
  passes: (message: ChatMessage) => boolean,
): Split {
  const isHeld = (message: ChatMessage): boolean => upTo !== null && message.version > upTo && !passes(message);
  return {
    shown: messages.filter((message) => !isHeld(message)),
    held: messages.filter((message) => isHeld(message) && message.body !== null),
  };
}

/** Whether a message is meant for this person: it replies to something of his, or names his paddle (`@114`). */
export function isForMe(message: ChatMessage, me: ChatAuthor | null, messages: readonly ChatMessage[]): boolean {
  if (me === null || sameAuthor(message.author, me)) return false;
  const repliesTo = messages.find(({ id }) => id === message.replyTo);
  if (repliesTo && sameAuthor(repliesTo.author, me)) return true;
  return me.kind === 'paddle' && new RegExp(`@${me.number}(?!\\d)`).test(message.body ?? '');
}
