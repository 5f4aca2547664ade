import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

describe('plainText', () => {
  it.each([
    ['Is it oak?', 'Is it oak?'],
    ['  one\r\ntwo\rthree\u2028four  ', 'one\ntwo\nthree\nfour'],
    ['a\n\n\n\n \n b', 'a\n\n b'],
    ['a\tb\u0000c\u001b[31md\u009b', 'a bc[31md'],
    ['\u202Egnp.exe\u202C \u2066x\u2069', 'gnp.exe x'],
    ['<script>alert(1)</script> & &amp;', '<script>alert(1)</script> & &amp;'],
    ['שלום \u200F(test) مرحبا', 'שלום \u200F(test) مرحبا'],
    ['👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️', '👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️'],
    ['half \ud83d of one', 'half \ufffd of one'],
    [`z${'\u0300'.repeat(60)}!`, `z${'\u0300'.repeat(8)}!`],
  ])('%j', (written, shown) => expect(plainText(written)).toBe(shown));

  it.each([' ', '\n\t', '\u200b\u2060\ufeff', '\u3164', '\u2800', '\u202e', '\u0000', '\ufe0f'])(
    'finds nothing to see in %j',
    (written) => expect(plainText(written)).toBe(''),
  );

  it('leaves what it has made as it is, never grows it, and leaves nothing that controls', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (written) => {
        const text = plainText(written);
        expect(plainText(text)).toBe(text);
        expect(text.length).toBeLessThanOrEqual(written.length);
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u206F]/u);
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
