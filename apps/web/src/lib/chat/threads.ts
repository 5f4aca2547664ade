import type { ChatMessage } from '@rostrum/contract';

/** A question with everything that was said to it. */
export interface Thread {
  root: ChatMessage;
  /** Oldest first. */
  replies: ChatMessage[];
}

/**
 * Messages (oldest first) as questions with their answers, the newest question first. What replies to something that is not
 * at hand stands by itself until the older part is fetched.
 */
export function threadsOf(messages: readonly ChatMessage[]): Thread[] {
  const threads = new Map<string, Thread>();
  const rootOf = new Map<string, Thread>();
  for (const message of messages) {
    const thread = message.replyTo === null ? undefined : rootOf.get(message.replyTo);
    if (thread) thread.replies.push(message);
    else threads.set(message.id, { root: message, replies: [] });
    rootOf.set(message.id, thread ?? threads.get(message.id)!);
  }
  return [...threads.values()].toReversed().filter(({ root, replies }) => replies.length > 0 || !isVoid(root));
}

/** Taken back by its own writer, and nothing hangs on it: nobody needs to see the place. */
function isVoid(message: ChatMessage): boolean {
  return message.removedBy === 'author';
}
