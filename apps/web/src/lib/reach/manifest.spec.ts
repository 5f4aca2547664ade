import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMessages } from '#lib/messages/messages.ts';
import { manifestOf, shortName } from './manifest.ts';

describe('the manifest', () => {
  it.each(['en', 'ru'] as const)('in %s names the house and icons that are there', async (locale) => {
    const manifest = manifestOf('The Grand House', locale, await loadMessages(locale)) as {
      icons: { src: string; purpose: string; sizes: string }[];
    };
    expect(manifest).toMatchObject({ name: 'The Grand House', short_name: 'The Grand', lang: locale, start_url: '/' });
    const static_ = join(import.meta.dirname, '../../../static');
    expect(manifest.icons.filter(({ src }) => !existsSync(join(static_, src)))).toEqual([]);
    expect(manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual(
      expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 192x192', 'maskable 512x512']),
    );
  });

  it.each([
    ['Rostrum', 'Rostrum'],
    ['Auktionshaus Nordlicht', 'Auktionshaus'],
    ['Auktionshausgesellschaft', 'Auktionshaus'],
    ['Дом на Неве', 'Дом на Неве'],
    ['St. John’s School Fair', 'St. John’s'],
  ])('calls %s %s where there is little room', (name, short) => expect(shortName(name)).toBe(short));
});
