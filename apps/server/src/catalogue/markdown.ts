import { marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

/** Longer texts are cut; nobody reads them, and they would cost every visitor. */
const LENGTH_MAX = 50_000;

/** Links name where they go in full: a relative one would lead into the house itself. */
const ABSOLUTE = /^(https?:\/\/|mailto:)/i;

const TAGS = 'p br hr h2 h3 h4 blockquote ul ol li a strong em del code pre table thead tbody tr th td sup sub';

const RULES: sanitizeHtml.IOptions = {
  allowedTags: TAGS.split(' '),
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 30,
  transformTags: {
    // The page has its own first heading.
    h1: 'h2',
    a: (tagName, { href = '' }) => ({
      tagName,
      attribs: { ...(ABSOLUTE.test(href) ? { href } : {}), rel: 'nofollow noopener ugc' },
    }),
  },
};

/**
 * Markdown of the house's people as HTML that is safe to put into a page: text, lists, tables and links that lend no
 * weight; no pictures, scripts, styles or forms. Total: a text that cannot be parsed comes back as plain text.
 */
export function renderMarkdown(text: string): string {
  const source = text.slice(0, LENGTH_MAX);
  try {
    return sanitizeHtml(marked.parse(source, { async: false, gfm: true }), RULES).trim();
  } catch {
    return `<p>${source.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)}</p>`;
  }
}
