import { describe, expect, it } from 'vitest';
import { compose } from './compose.ts';
import type { Letter, LetterLot } from './letter.ts';

const lot: LetterLot = {
  number: 12,
  title: 'A walnut chair',
  url: 'https://house.test/lots/12',
  auction: 'The Linden House sale',
  currency: 'EUR',
  exponent: 2,
};
const frame = { name: 'Ada', house: 'house.test' };
const off = { url: 'https://house.test/unsubscribe/abc', choiceUrl: 'https://house.test/me/preferences' };
const endsAt = Date.UTC(2026, 10, 22, 17, 4);
const HOUR_MS = 3_600_000;

const LETTERS: Letter[] = [
  { kind: 'verification', ...frame, name: '', url: 'https://house.test/verify?token=abc', validMs: 24 * HOUR_MS },
  { kind: 'reset', ...frame, url: 'https://house.test/reset?token=abc', validMs: HOUR_MS },
  { kind: 'outbid', ...frame, lot, priceMinor: 13_000, minimumMinor: 14_050, endsAt, zone: 'Europe/Berlin' },
  {
    kind: 'won',
    ...frame,
    lot,
    hammerMinor: 13_000,
    totalMinor: 16_080,
    termsUrl: 'https://house.test/auctions/linden',
  },
  {
    kind: 'digest',
    ...frame,
    auction: lot.auction,
    url: 'https://house.test/auctions/linden',
    lots: [
      { ...lot, priceMinor: 13_000, outcome: 'won' },
      { ...lot, number: 13, title: 'A lamp', url: 'https://house.test/lots/13', priceMinor: 99_950, outcome: 'lost' },
      { ...lot, number: 14, title: 'A clock', url: 'https://house.test/lots/14', priceMinor: 5_000, outcome: 'unsold' },
    ],
  },
  {
    kind: 'notice',
    ...frame,
    off,
    about: 'Lot 12 · A walnut chair',
    line: 'The house lets the bid stand. The lot page says why.',
    url: lot.url,
  },
  {
    kind: 'notices',
    ...frame,
    off,
    count: 3,
    groups: [
      { about: 'Lot 12 · A walnut chair', url: lot.url, lines: ['You were outbid.', 'What you wrote was answered.'] },
      { about: 'The Winter Sale', url: 'https://house.test/auctions/winter', lines: ['A new auction.'] },
    ],
    url: 'https://house.test/me/notices',
  },
  { kind: 'account-deleted', ...frame },
];

describe.each(['en', 'ru'])('in %s', (locale) => {
  it.each(LETTERS.map((letter) => [letter.kind, letter] as const))('%s', (_, letter) => {
    const { subject, text } = compose(letter, locale);
    expect(`${subject}\n\n${text}`.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toMatchSnapshot();
  });

  it.each(LETTERS.map((letter) => [letter.kind, letter] as const))('%s says the same as HTML', (_, letter) => {
    const { text, html } = compose(letter, locale);
    const links = [...text.matchAll(/https:\S+/g)].map(([url]) => url);
    for (const url of links) expect(html).toContain(`href="${url}"`);
    for (const line of text.split('\n').filter((each) => /^\p{L}[^:]*\.$/u.test(each))) {
      expect(html).toContain(line.replaceAll("'", '&#39;'));
    }
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).not.toMatch(/<table|<img|<script|<style|background|color:#/);
  });
});

it('says what a mail program may post to, where a mail can be ended at all', () => {
  const ended = LETTERS.filter((letter) => compose(letter, 'en').unsubscribe !== undefined);
  expect(ended.map(({ kind }) => kind)).toEqual(['notice', 'notices']);
  for (const letter of ended) expect(compose(letter, 'ru').html).toContain(`href="${off.url}"`);
});

describe('what people wrote', () => {
  const evil = 'A\r\nBcc: x@evil.test\u2028<script>alert("1")</script> & \'co\'';
  const letter: Letter = {
    ...(LETTERS[2] as Extract<Letter, { kind: 'outbid' }>),
    name: evil,
    lot: { ...lot, title: evil },
  };

  it('stays on its line and is no markup', () => {
    const { subject, text, html } = compose(letter, 'en');
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect(text).not.toMatch(/^Bcc/m);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;co&#39;');
  });

  it('is answered in English where the language is unknown', () => {
    for (const locale of ['de', '', '__proto__', 'constructor']) {
      expect(compose(letter, locale)).toEqual(compose(letter, 'en'));
    }
  });
});

it('shows no link that is withheld', () => {
  const { text, html } = compose({ kind: 'reset', ...frame, url: null, validMs: HOUR_MS }, 'en');
  expect(text).not.toContain('http');
  expect(html).not.toContain('href');
});

it.each([
  [1, 'one hour', '1 час'],
  [24, '24 hours', '24 часа'],
  [168, '7 days', '7 дней'],
])('%d hours in words', (hours, english, russian) => {
  const letter: Letter = { kind: 'reset', ...frame, url: 'https://house.test', validMs: hours * HOUR_MS };
  expect(compose(letter, 'en').text).toContain(english);
  expect(compose(letter, 'ru').text).toContain(russian);
});
