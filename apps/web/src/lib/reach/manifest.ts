import type { Messages } from '#lib/messages/shape.ts';

/** Longer names are cut under an icon. */
const SHORT_NAME_MAX = 12;

/** What a device is told of the site where somebody puts it among his programs. */
export function manifestOf(house: string, locale: string, { home, shell }: Pick<Messages, 'home' | 'shell'>): object {
  const icon = (purpose: 'any' | 'maskable', size: number) => ({
    src: `/icons/${purpose}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    // Its address may change its query; this stays what it is known by.
    id: '/',
    name: house,
    short_name: shortName(house),
    description: home.description,
    lang: locale,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    // The paper of the site; pages in the dark say so themselves.
    background_color: '#faf7f1',
    theme_color: '#faf7f1',
    categories: ['shopping'],
    icons: [
      { src: '/mark.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      ...[192, 512].flatMap((size) => [icon('any', size), icon('maskable', size)]),
    ],
    shortcuts: [
      { name: shell.menu.bids, url: '/me' },
      { name: shell.menu.watching, url: '/me/watching' },
    ],
  };
}

/** As many words of a name as have room under an icon; of a first word that is too long, its beginning. */
export function shortName(name: string): string {
  const words = name.split(/\s+/);
  while (words.length > 1 && words.join(' ').length > SHORT_NAME_MAX) words.pop();
  return words.join(' ').slice(0, SHORT_NAME_MAX);
}
