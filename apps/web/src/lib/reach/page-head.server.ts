import type { House } from '@rostrum/contract';
import { LOCALES, type Locale } from '#lib/messages/locale.ts';
import type { LinkPreview } from './link-preview.ts';

/** What a page's head is made of. */
export interface HeadFacts {
  house: House | null;
  locale: Locale;
  theme: 'light' | 'dark' | 'system';
  /** Of the page, without its query. */
  path: string;
  /** The address names the language that the page is in. */
  namesLanguage: boolean;
  /** The page has a description of its own. */
  described: boolean;
  /** null: a page that is listed nowhere. */
  preview: LinkPreview | null;
}

/** `--paper` of tokens.css: the browser's own frame around the page is of the same paper. */
const PAPER = { light: '#faf7f1', dark: '#161412' } as const;
const OG_LOCALE: Record<Locale, string> = { en: 'en_GB', ru: 'ru_RU' };

/**
 * The part of a page's head that only browsers' frames and other programs read. It is written once, on the server, and
 * costs a page no script.
 */
export function pageHead(facts: HeadFacts): string {
  const { house, preview, locale } = facts;
  return [
    ...papers(facts.theme),
    `<link rel="manifest" href="/manifest.webmanifest?lang=${locale}" />`,
    ...(house && preview ? listed(house, preview, facts) : []),
  ].join('\n    ');
}

function papers(theme: HeadFacts['theme']): string[] {
  if (theme !== 'system') return [`<meta name="theme-color" content="${PAPER[theme]}" />`];
  return (['light', 'dark'] as const).map(
    (scheme) => `<meta name="theme-color" media="(prefers-color-scheme: ${scheme})" content="${PAPER[scheme]}" />`,
  );
}

function listed(house: House, preview: LinkPreview, { locale, path, namesLanguage, described }: HeadFacts): string[] {
  const page = house.publicUrl + path;
  const others = LOCALES.filter((other) => other !== locale);
  return [
    ...(described ? [] : [meta('name', 'description', preview.description)]),
    ...LOCALES.map((other) => alternate(other, `${page}?lang=${other}`)),
    alternate('x-default', page),
    meta('property', 'og:type', 'website'),
    meta('property', 'og:site_name', house.name),
    meta('property', 'og:url', namesLanguage ? `${page}?lang=${locale}` : page),
    meta('property', 'og:title', preview.title),
    meta('property', 'og:description', preview.description),
    meta('property', 'og:locale', OG_LOCALE[locale]),
    ...others.map((other) => meta('property', 'og:locale:alternate', OG_LOCALE[other])),
    meta('property', 'og:image', house.publicUrl + preview.picture),
    meta('property', 'og:image:type', 'image/jpeg'),
    meta('property', 'og:image:width', '1200'),
    meta('property', 'og:image:height', '630'),
    meta('property', 'og:image:alt', preview.pictureAlt),
    meta('name', 'twitter:card', 'summary_large_image'),
    ...(preview.facts.length > 0 ? [`<script type="application/ld+json">${json(preview.facts)}</script>`] : []),
  ];
}

function meta(kind: 'name' | 'property', name: string, content: string): string {
  return `<meta ${kind}="${name}" content="${escape(content)}" />`;
}

function alternate(language: string, address: string): string {
  return `<link rel="alternate" hreflang="${language}" href="${escape(address)}" />`;
}

/** Data, not script: browsers run nothing of this type. What could end the element is written as its number. */
function json(facts: LinkPreview['facts']): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': facts }).replaceAll('<', '\\u003c');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
