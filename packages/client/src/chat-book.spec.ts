import type { ChatEvent, ChatFrame, ChatHistoryPage, ChatMessage } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { ChatBook } from './chat-book.ts';

const ROOM = 'lot:1';
const EPOCH = '0123abcd';
const rules = { open: true, slowSeconds: 0 };
const message = (version: number, change: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `m${version}`,
  version,
  at: version,
  author: { kind: 'guest', number: 1 },
  body: `text ${version}`,
  replyTo: null,
  answer: false,
  editedAt: null,
  removedBy: null,
  ...change,
});
const posted = (version: number): ChatEvent => ({ version, at: version, type: 'posted', message: message(version) });
const frame = (...events: ChatEvent[]): ChatFrame => ({
  room: ROOM,
  epoch: EPOCH,
  from: events[0]?.version ?? 0,
  events,
});
const page = (versions: number[], change: Partial<ChatHistoryPage> = {}): ChatHistoryPage => ({
  items: versions.map((version) => message(version)),
  nextCursor: null,
  epoch: EPOCH,
  version: versions.at(-1) ?? 0,
  rules,
  ...change,
});
const bookOf = (...versions: number[]): ChatBook => {
  const book = new ChatBook();
  book.page(ROOM, page(versions));
  return book;
};
const texts = ({ view }: ChatBook) => view?.messages.map(({ body }) => body);

describe('ChatBook', () => {
  it('applies what follows on, once, and nothing behind a gap', () => {
    const book = bookOf(1, 2);
    expect(book.frame(frame(posted(2), posted(3)))).toBe('applied');
    expect(book.frame(frame(posted(3)))).toBe('nothing');
    expect(book.frame(frame(posted(5)))).toBe('gap');
    expect(texts(book)).toEqual(['text 1', 'text 2', 'text 3']);
    expect(book.frame({ ...frame(posted(4)), epoch: 'ffffffff' })).toBe('epoch');
    expect(new ChatBook().frame(frame(posted(1)))).toBe('gap');
  });

  it('takes the epoch of a room in which somebody writes first', () => {
    const book = new ChatBook();
    book.page(ROOM, page([], { epoch: '00000000' }));
    expect(book.frame(frame(posted(1)))).toBe('applied');
    expect(book.position).toEqual({ epoch: EPOCH, version: 1 });
  });

  it('changes and removes, also messages that are not at hand', () => {
    const book = bookOf(1, 2);
    book.frame(frame({ version: 3, at: 9, type: 'edited', messageId: 'm1', body: 'better' }));
    book.frame(frame({ version: 4, at: 9, type: 'removed', messageId: 'm2', by: 'staff' }));
    book.frame(frame({ version: 5, at: 9, type: 'removed', messageId: 'm0', by: 'author' }));
    book.frame(frame({ version: 6, at: 9, type: 'ruled', rules: { open: false, slowSeconds: 5 } }));
    expect(book.view).toMatchObject({ version: 6, rules: { open: false } });
    expect(book.view?.messages).toMatchObject([
      { body: 'better', editedAt: 9 },
      { body: null, removedBy: 'staff' },
    ]);
  });

  it('survives an event of a newer house', () => {
    const book = bookOf(1);
    expect(book.frame(frame({ version: 2, at: 1, type: 'pinned' } as unknown as ChatEvent, posted(3)))).toBe('applied');
    expect(book.view?.version).toBe(3);
  });

  it('keeps older messages beside a polled page, and still asks for what happened to them', () => {
    const book = bookOf(1, 2, 3, 4);
    expect(book.page(ROOM, page([3, 4, 6], { version: 7, nextCursor: '3' }))).toBe(true);
    expect(texts(book)).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 6']);
    expect(book.view).toMatchObject({ version: 7, nextCursor: null });
    expect(book.position).toEqual({ epoch: EPOCH, version: 4 });
    const removed: ChatEvent = { version: 5, at: 5, type: 'removed', messageId: 'm1', by: 'staff' };
    const edited: ChatEvent = { version: 7, at: 7, type: 'edited', messageId: 'm6', body: 'six' };
    expect(book.frame(frame(removed, posted(6), edited))).toBe('applied');
    expect(texts(book)).toEqual([null, 'text 2', 'text 3', 'text 4', 'six']);
    expect(book.page(ROOM, page([3], { version: 6 }))).toBe(false);
  });

  it('drops older messages where something may lie between', () => {
    const book = bookOf(1, 2);
    book.page(ROOM, page([8, 9], { nextCursor: '8' }));
    expect(texts(book)).toEqual(['text 8', 'text 9']);
    expect(book.position?.version).toBe(9);
    book.older(page([6, 7, 8], { nextCursor: '6' }));
    expect(texts(book)).toEqual(['text 6', 'text 7', 'text 8', 'text 9']);
    expect(book.view?.nextCursor).toBe('6');
  });

  it('knows what may still be changed, and what was read', () => {
    const book = bookOf(1);
    const receipt = {
      id: 'm1',
      room: ROOM,
      epoch: EPOCH,
      version: 1,
      at: 1,
      as: message(1).author,
      editableUntil: 9,
    } as const;
    book.posted(receipt);
    expect(book.view?.me).toBeNull();
    const me = { as: null, mayNot: null, mutedUntil: null, seen: 0, own: [] };
    book.answer({
      ok: true,
      serverTime: 1,
      room: ROOM,
      epoch: EPOCH,
      version: 1,
      rules,
      me,
      mode: 'delta',
      events: [],
    });
    book.posted(receipt);
    book.posted(receipt);
    book.seen(1);
    book.seen(0);
    expect(book.view?.me).toMatchObject({ as: receipt.as, seen: 1, own: [{ id: 'm1', editableUntil: 9 }] });
  });
});
