import { describe, expect, it } from 'vitest';
import { offline as enOffline } from './en/offline.ts';
import { isLocale, LOCALES, preferredLocale } from './locale.ts';
import {
  loadAccountMessages,
  loadChatMessages,
  loadEmbedMessages,
  loadFilterMessages,
  loadLotMoreMessages,
  loadMailMessages,
  loadMeMessages,
  loadMessages,
  loadMistakesMessages,
  loadRatesMessages,
  loadSettingsMessages,
  loadStaffMessages,
  loadStaffTalkMessages,
  loadWatchingMessages,
} from './messages.ts';
import { offline as ruOffline } from './ru/offline.ts';

type Tree = { [key: string]: unknown };

/** Every path of a catalogue with the kind of what stands there. */
function paths(tree: Tree, at = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? paths(value as Tree, `${at}${key}.`)
      : [`${at}${key}: ${typeof value}`],
  );
}

function texts(tree: Tree): string[] {
  return Object.values(tree).flatMap((value) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? texts(value as Tree) : [];
  });
}

const catalogues = await Promise.all(
  LOCALES.map(async (locale) => ({
    locale,
    words: {
      ...(await loadMessages(locale)),
      account: await loadAccountMessages(locale),
      chat: await loadChatMessages(locale),
      lotMore: await loadLotMoreMessages(locale),
      mistakes: await loadMistakesMessages(locale),
      filters: await loadFilterMessages(locale),
      offline: locale === 'ru' ? ruOffline : enOffline,
      rates: await loadRatesMessages(locale),
      settings: await loadSettingsMessages(locale),
      mail: await loadMailMessages(locale),
      staff: await loadStaffMessages(locale),
      staffTalk: await loadStaffTalkMessages(locale),
      me: await loadMeMessages(locale),
      watching: await loadWatchingMessages(locale),
      embed: await loadEmbedMessages(locale),
    } as Tree,
  })),
);
const [english, russian] = catalogues.map(({ words }) => words) as [Tree, Tree];

describe('the catalogues', () => {
  it('say the same things in every language', () => {
    for (const { words } of catalogues) expect(paths(words).sort()).toEqual(paths(english).sort());
  });

  it.each(catalogues)('$locale has no empty text and no text twice blank', ({ words }) => {
    for (const text of texts(words)) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      expect(text).not.toMatch(/ {2}|!|undefined/);
    }
  });

  it('leaves nothing in English in Russian', () => {
    const same = texts(russian).filter((text) => texts(english).includes(text));
    expect(same.sort()).toEqual(['API', 'English', 'Русский']);
  });
});

describe('plurals', () => {
  it.each([
    [1, '1 ставка'],
    [2, '2 ставки'],
    [5, '5 ставок'],
    [11, '11 ставок'],
    [21, '21 ставка'],
    [112, '112 ставок'],
    [1004, '1\u00a0004 ставки'],
  ])('Russian %d', async (count, text) => {
    expect((await loadMessages('ru')).lot.bids(count)).toBe(text);
  });

  it.each([
    [1, 'смотрит 1'],
    [2, 'смотрят 2'],
    [12, 'смотрят 12'],
    [21, 'смотрит 21'],
  ])('Russian, watching: %d', async (count, text) => {
    expect((await loadWatchingMessages('ru')).watching(count)).toBe(text);
  });

  it('English one and other', async () => {
    const { lot, home } = await loadMessages('en');
    expect([lot.bids(1), lot.bids(2), home.lots(1), home.lots(1000)]).toEqual([
      '1 bid',
      '2 bids',
      '1 lot',
      '1,000 lots',
    ]);
  });
});

describe('the language of a visitor', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['ru', 'ru'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['de-DE,de;q=0.9,ru;q=0.5,en;q=0.4', 'ru'],
    ['en;q=0.2, ru;q=0.7', 'ru'],
    ['ru;q=0, en', 'en'],
    ['*', 'en'],
    [';;;,,q=', 'en'],
  ])('%j reads %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it('is one that the house has', () => {
    expect([isLocale('ru'), isLocale('de'), isLocale(undefined), isLocale('__proto__')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
