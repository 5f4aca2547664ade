import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';

const naughty = join(import.meta.dirname, '../../../../../shared/data/torture/blns.json');
const missing = existsSync(naughty) ? '' : ' (skipped: ../shared/data/torture/blns.json is not here)';

/** Every tag of an HTML text with its attributes. */
const tagsOf = (html: string): string[] => html.match(/<[a-z][^>]*>/gi) ?? [];
/** What the sanitiser may let through: known tags, and attributes on links and ordered lists only. */
const harmless =
  /^<(p|br|hr|h[234]|blockquote|ul|ol|ol start="\d+"|li|strong|em|del|code|pre|table|thead|tbody|tr|th|td|sup|sub|a( href="(https?:\/\/|mailto:)[^"]*")? rel="nofollow noopener ugc")( \/)?>$/i;

describe('Markdown of descriptions', () => {
  test('text, lists and emphasis', () => {
    const html = renderMarkdown('# Title\n\nA *fine* **cup**.\n\n- one\n- two');
    expect(html).toBe(
      '<h2>Title</h2>\n<p>A <em>fine</em> <strong>cup</strong>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>',
    );
  });

  test('links lend no weight', () => {
    expect(renderMarkdown('[source](https://example.org/a?b=1&c=2)')).toBe(
      '<p><a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener ugc">source</a></p>',
    );
  });

  test.each([
    ['a script', '<script>alert(1)</script>after'],
    ['a script in a link', '[x](javascript:alert(1))'],
    ['a script in a hidden link', '[x](java\nscript:alert(1))'],
    ['a data link', '[x](data:text/html;base64,PHNjcmlwdD4=)'],
    ['a picture', '![x](https://example.org/x.png)'],
    ['a picture with a handler', '<img src=x onerror=alert(1)>'],
    ['a handler', '<p onclick="alert(1)">x</p>'],
    ['a style', '<p style="position:fixed">x</p><style>p{}</style>'],
    ['a frame', '<iframe src="https://example.org"></iframe>'],
    ['a form', '<form action="/api/auth/sign-out"><button>x</button></form>'],
    ['an SVG', '<svg><script>alert(1)</script></svg>'],
    [
      'MathML that changes its mind',
      '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=1 onerror=alert(1)>">',
    ],
    ['an unclosed tag', '<a href="x" onmouseover="alert(1)'],
  ])('%s does not come through', (_name, text) => {
    const html = renderMarkdown(text);
    expect(tagsOf(html).filter((tag) => !harmless.test(tag))).toEqual([]);
    expect(html).not.toMatch(/javascript:|data:text/i);
  });

  test('deep nesting and long lines come to an end', () => {
    for (const text of [
      '>'.repeat(20_000),
      '['.repeat(20_000),
      '*a '.repeat(15_000),
      '<b>'.repeat(15_000),
      '`'.repeat(40_001),
    ]) {
      expect(typeof renderMarkdown(text)).toBe('string');
    }
  });

  test.skipIf(missing !== '')(`naughty strings stay text${missing}`, () => {
    const strings = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
    expect(strings.length).toBeGreaterThan(400);
    for (const text of strings) {
      const odd = tagsOf(renderMarkdown(text)).filter((tag) => !harmless.test(tag));
      expect(odd, text).toEqual([]);
    }
  });
});
