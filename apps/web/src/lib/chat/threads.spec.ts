import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '@rostrum/contract';
import { threadsOf } from './threads.ts';

const said = (id: string, replyTo: string | null = null, removedBy: ChatMessage['removedBy'] = null): ChatMessage => ({
  id,
  version: 1,
  at: 1,
  author: { kind: 'guest', number: 1 },
  body: removedBy ? null : id,
  replyTo,
  answer: false,
  editedAt: null,
  removedBy,
});
const shape = (messages: ChatMessage[]) =>
  threadsOf(messages).map(({ root, replies }) => [root.id, ...replies.map(({ id }) => id)]);

describe('questions with their answers', () => {
  it('stand newest first, each with what was said to it, oldest first', () => {
    expect(shape([said('a'), said('b'), said('a1', 'a'), said('a2', 'a1'), said('b1', 'b')])).toEqual([
      ['b', 'b1'],
      ['a', 'a1', 'a2'],
    ]);
  });

  it('stand by themselves while what they reply to is not at hand', () => {
    expect(shape([said('x', 'older'), said('y', 'x')])).toEqual([['x', 'y']]);
  });

  it('go when their writer took them back, unless something hangs on them or the house removed them', () => {
    const gone = said('a', null, 'author');
    expect(shape([gone])).toEqual([]);
    expect(shape([gone, said('a1', 'a')])).toEqual([['a', 'a1']]);
    expect(shape([said('b', null, 'staff')])).toEqual([['b']]);
  });
});
