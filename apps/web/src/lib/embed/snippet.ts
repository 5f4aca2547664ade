/** What can be put on another site. */
export const KINDS = ['lot', 'auction', 'activity', 'rates'] as const;
export const THEMES = ['', 'light', 'dark', 'auto'] as const;
export const SPOKEN = ['', 'en', 'ru'] as const;

export type Kind = (typeof KINDS)[number];
export type Theme = (typeof THEMES)[number];
export type Spoken = (typeof SPOKEN)[number];

/** What somebody wants to put on a page; empty texts follow that page. */
export interface EmbedWish {
  kind: Kind;
  auction: string;
  lot: string;
  language: Spoken;
  theme: Theme;
  /** Address of the page, to see whether the house lets it. */
  page: string;
}

/** An element: its name, its attributes, and the link that stands there until the script has come. */
export interface Embed {
  name: `rostrum-${Kind}`;
  attributes: [name: string, value: string][];
  href: string;
  text: string;
}

function oneOf<T extends string>(options: readonly T[], value: string | null): T {
  return options.find((option) => option === value) ?? options[0]!;
}

/** The wish that an address carries. */
export function readEmbed(query: URLSearchParams): EmbedWish {
  return {
    kind: oneOf(KINDS, query.get('kind')),
    auction: query.get('auction') ?? '',
    lot: query.get('lot') ?? '',
    language: oneOf(SPOKEN, query.get('language')),
    theme: oneOf(THEMES, query.get('theme')),
    page: (query.get('page') ?? '').trim().slice(0, 500),
  };
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The two lines of HTML that a page needs. */
export function snippetOf(house: string, { name, attributes, href, text }: Embed): string {
  const said = attributes.map(([key, value]) => ` ${key}="${escape(value)}"`).join('');
  return [
    `<script async src="${house}/widget.js"></script>`,
    `<${name}${said}><a href="${escape(href)}">${escape(text)}</a></${name}>`,
  ].join('\n');
}

/** How a page's address stands with the house. */
export type PageStanding =
  | { state: 'none' | 'malformed' }
  | { state: 'listed' | 'own' | 'missing'; origin: string }
  /** A page over https may load nothing over http. */
  | { state: 'insecure'; origin: string };

/** Judges the address of a page that shall show widgets. */
export function standingOfPage(page: string, house: string, trusted: readonly string[]): PageStanding {
  if (page === '') return { state: 'none' };
  const address = /^https?:\/\//i.test(page) ? page : `https://${page}`;
  if (!URL.canParse(address)) return { state: 'malformed' };
  const { origin, protocol } = new URL(address);
  const home = new URL(house);
  if (origin === home.origin) return { state: 'own', origin };
  const safe = home.protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(home.hostname);
  if (protocol === 'https:' && !safe) return { state: 'insecure', origin };
  return { state: trusted.includes(origin) ? 'listed' : 'missing', origin };
}
