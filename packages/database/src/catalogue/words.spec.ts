import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchOf, wordsOf } from './words.ts';

describe('words', () => {
  it.each([
    ['A Walnut-Chair, c. 1890', ['a', 'walnut', 'chair', 'c', '1890']],
    ['Café CAFÉ cafe\u0301', ['cafe']],
    ['Straße Œuvre Łódź smørrebrød', ['strasse', 'oeuvre', 'lodz', 'smorrebrod']],
    ['Ёлочная игрушка Ежик', ['елочная', 'игрушка', 'ежик'].map((word) => word.normalize('NFKD'))],
    ['the buyer’s premium', ['the', 'buyers', 'premium']],
    ["l'été d’Alice", ['l', 'ete', 'd', 'alice']],
    ['花瓶 vase', ['花', '瓶', 'vase']],
    ['ﬁne ２', ['fine', '2']],
    ['\u0000 !!! \u{1f600} <script>', ['script']],
    ['', []],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('are short enough for an index', () => {
    expect(wordsOf('é'.repeat(5_000))).toEqual(['e'.repeat(64)]);
  });
});

describe('a search', () => {
  it.each([
    ['', null],
    ['  ?! ', null],
    ['oak', "('oak':*)"],
    ['Oak chairs', "('oak':*) & ('chairs':* | 'chair':*)"],
    ['glass', "('glass':*)"],
    ['boxes', "('boxes':* | 'box':*)"],
    ['ladies', "('ladies':* | 'lady':*)"],
    ['lady', "('lady':* | 'ladies':*)"],
    ['вазы', "('вазы':* | 'ваз':*)"],
    ['ваза', "('ваза':* | 'ваз':*)"],
    ['12', "('12':*)"],
    ["x' | 'y", "('x':*) & ('y':*)"],
  ])('%j', (text, search) => {
    expect(searchOf(text)).toBe(search);
  });

  it('holds nothing of its own language but what the house put there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const search = searchOf(text);
        if (search !== null) expect(search).toMatch(/^[\p{L}\p{N}'()|&:* ]+$/u);
      }),
    );
  });
});
