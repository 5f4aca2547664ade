import { describe, expect, it } from 'vitest';
import type { ChatAuthor, ChatMessage } from '@rostrum/contract';
import { isForMe, sameAuthor, split } from './held-news.ts';

const paddle = (number: number): ChatAuthor => ({ kind: 'paddle', number });
const staff: ChatAuthor = { kind: 'staff' };
const said = (version: number, author: ChatAuthor, body: string | null = 'text', replyTo: string | null = null) =>
  ({ id: `m${version}`, version, author, body, replyTo }) as ChatMessage;

describe('news while somebody reads', () => {
  const messages = [said(1, paddle(1)), said(2, paddle(2)), said(4, paddle(3)), said(5, paddle(1), null)];
  const versions = (some: readonly ChatMessage[]) => some.map(({ version }) => version);

  it('waits, but for what may pass; what was removed meanwhile is no news', () => {
    const { shown, held } = split(messages, 1, ({ author }) => sameAuthor(author, paddle(2)));
    expect([versions(shown), versions(held)]).toEqual([[1, 2], [4]]);
  });

  it('comes at once while nobody does', () => {
    const { shown, held } = split(messages, null, () => false);
    expect([versions(shown), versions(held)]).toEqual([[1, 2, 4, 5], []]);
  });
});

describe('what is meant for a person', () => {
  const mine = said(1, paddle(11));
  it.each([
    ['a reply to him', said(2, staff, 'yes', 'm1'), true],
    ['a reply to another', said(2, staff, 'yes', 'm0'), false],
    ['his own reply', said(2, paddle(11), 'and', 'm1'), false],
    ['his paddle', said(2, paddle(3), 'so says @11.'), true],
    ['a longer number', said(2, paddle(3), 'so says @114'), false],
    ['nothing left of it', said(2, paddle(3), null), false],
  ])('%s', (_, message, is) => {
    expect(isForMe(message, paddle(11), [mine, message])).toBe(is);
  });

  it('is nothing for a stranger; guests are not named by number', () => {
    expect(isForMe(said(2, paddle(3), '@11'), null, [])).toBe(false);
    expect(isForMe(said(2, paddle(3), '@11'), { kind: 'guest', number: 11 }, [])).toBe(false);
  });

  it('guests and paddles of one number are two people', () => {
    expect(sameAuthor({ kind: 'guest', number: 1 }, paddle(1))).toBe(false);
    expect(sameAuthor(staff, staff)).toBe(true);
  });
});
