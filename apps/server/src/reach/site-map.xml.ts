import { LANGUAGES } from '@rostrum/contract';

/** A page of the site, by its path. */
export interface SitePage {
  path: string;
  /** Epoch ms; absent where nobody knows. */
  changedAt?: number;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** The list of the lists. */
export function siteMapIndex(publicUrl: string, files: readonly string[]): string {
  const entries = files.map((file) => `<sitemap><loc>${escapeXml(`${publicUrl}/sitemaps/${file}`)}</loc></sitemap>`);
  return `${HEAD}<sitemapindex ${SITEMAP}>\n${entries.join('\n')}\n</sitemapindex>\n`;
}

/** A list of pages, each with its address in every language. */
export function siteMap(publicUrl: string, pages: readonly SitePage[]): string {
  const entries = pages.map(({ path, changedAt }) => {
    const page = escapeXml(publicUrl + path);
    const changed = changedAt === undefined ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`;
    const languages = LANGUAGES.map((language) => alternate(language, `${page}?lang=${language}`)).join('');
    return `<url><loc>${page}</loc>${changed}${languages}${alternate('x-default', page)}</url>`;
  });
  return `${HEAD}<urlset ${SITEMAP} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join('\n')}\n</urlset>\n`;
}

function alternate(language: string, address: string): string {
  return `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
