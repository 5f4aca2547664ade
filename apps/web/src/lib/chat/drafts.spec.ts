import { describe, expect, it } from 'vitest';
import { Drafts } from './drafts.ts';

const ROOM = 'lot:1';
const UNSENT = { id: 'm1', body: 'Is it signed?', replyTo: null };

/** A tab's storage. */
function tab(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { size: () => number } {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    size: () => items.size,
  };
}

describe('what was typed', () => {
  it('outlives the page, apart for every room and every reply', () => {
    const storage = tab();
    const first = new Drafts(ROOM, 'ada', storage);
    first.type(null, 'How old');
    first.type('m9', 'About 1880');
    new Drafts('lot:2', 'ada', storage).type(null, 'Another');
    const later = new Drafts(ROOM, 'ada', storage);
    expect([later.field(null), later.field('m9'), later.field('m8')]).toEqual(['How old', 'About 1880', '']);
  });

  it('goes from a stranger to whoever signs in, and from nobody to another person', () => {
    const storage = tab();
    new Drafts(ROOM, null, storage).type(null, 'How old');
    const ada = new Drafts(ROOM, 'ada', storage);
    expect(ada.field(null)).toBe('How old');
    ada.send(UNSENT);
    expect(new Drafts(ROOM, 'bo', storage)).toMatchObject({ unsent: [] });
    expect(new Drafts(ROOM, 'bo', storage).field(null)).toBe('');
    expect(new Drafts(ROOM, null, storage).unsent).toEqual([]);
  });

  it('is on its way until it is settled, each once', () => {
    const storage = tab();
    const drafts = new Drafts(ROOM, 'ada', storage);
    drafts.send(UNSENT);
    drafts.send(UNSENT);
    expect(new Drafts(ROOM, 'ada', storage).unsent).toEqual([UNSENT]);
    drafts.settled('m1');
    expect(new Drafts(ROOM, 'ada', storage).unsent).toEqual([]);
  });

  it('leaves nothing behind when nothing is left', () => {
    const storage = tab();
    const drafts = new Drafts(ROOM, 'ada', storage);
    drafts.type(null, 'a');
    drafts.type(null, '');
    expect(storage.size()).toBe(0);
  });

  it.each(['', '{', '[]', '1', '{"fields":1}', '{"by":7,"fields":{}}', '{"by":null,"fields":{"":3},"unsent":[4]}'])(
    'takes nothing from what somebody else put there: %s',
    (text) => {
      const storage = tab();
      storage.setItem('rostrum:draft:lot:1', text);
      const drafts = new Drafts(ROOM, 'ada', storage);
      expect([drafts.field(null), drafts.unsent]).toEqual(['', []]);
    },
  );

  it('lasts as long as the page where nothing may be kept', () => {
    const refuse = (): never => {
      throw new Error('forbidden');
    };
    const drafts = new Drafts(ROOM, 'ada', { getItem: refuse, setItem: refuse, removeItem: refuse });
    drafts.type(null, 'How old');
    drafts.send(UNSENT);
    expect([drafts.field(null), drafts.unsent]).toEqual(['How old', [UNSENT]]);
  });
});
