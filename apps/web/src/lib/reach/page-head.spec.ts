import type { House } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { pageHead, type HeadFacts } from './page-head.server.ts';

const house = { name: 'Rostrum', publicUrl: 'https://a.example' } as House;
const EVIL = `"><script>alert(1)</script>&'`;
const facts: HeadFacts = {
  house,
  locale: 'ru',
  theme: 'system',
  path: '/lots/7',
  namesLanguage: false,
  described: true,
  preview: {
    title: 'A chair',
    description: 'Lot 7',
    picture: '/previews/lots/7.jpg?lang=ru&v=open-1',
    pictureAlt: 'A chair',
    facts: [{ '@type': 'Product', name: 'A chair' }],
  },
};
const titled = (title: string): HeadFacts['preview'] => ({ ...facts.preview!, title, facts: [{ name: title }] });

describe('the head of a page', () => {
  it('names the page in every language, and itself', () => {
    const head = pageHead(facts);
    for (const [language, address] of [
      ['en', 'https://a.example/lots/7?lang=en'],
      ['ru', 'https://a.example/lots/7?lang=ru'],
      ['x-default', 'https://a.example/lots/7'],
    ]) {
      expect(head).toContain(`<link rel="alternate" hreflang="${language}" href="${address}" />`);
    }
    expect(head).toContain('<meta property="og:url" content="https://a.example/lots/7" />');
    expect(pageHead({ ...facts, namesLanguage: true })).toContain('content="https://a.example/lots/7?lang=ru"');
    expect(head).toContain('<meta property="og:locale" content="ru_RU" />');
    expect(head).toContain('<meta property="og:locale:alternate" content="en_GB" />');
  });

  it('shows the picture with its size', () => {
    const head = pageHead(facts);
    expect(head).toContain('content="https://a.example/previews/lots/7.jpg?lang=ru&#38;v=open-1"');
    expect(head).toContain('<meta property="og:image:width" content="1200" />');
    expect(head).toContain('<meta property="og:image:height" content="630" />');
    expect(head).toContain('<meta name="twitter:card" content="summary_large_image" />');
  });

  it('lets no word out of its place', () => {
    const head = pageHead({ ...facts, preview: titled(EVIL) });
    expect(head.match(/<script/g)).toHaveLength(1);
    expect(head.match(/<\/script>/g)).toHaveLength(1);
    const data = /<script type="application\/ld\+json">(.*)<\/script>/.exec(head)![1]!;
    expect(JSON.parse(data)['@graph'][0].name).toBe(EVIL);
  });

  it('says nothing of a page that is not to be listed', () => {
    const head = pageHead({ ...facts, preview: null });
    expect(head).not.toMatch(/og:|hreflang|ld\+json/);
    expect(head).toContain('rel="manifest" href="/manifest.webmanifest?lang=ru"');
  });

  it('colours the frame as the page, in both lights or the chosen one', () => {
    expect(pageHead(facts).match(/theme-color/g)).toHaveLength(2);
    const dark = pageHead({ ...facts, theme: 'dark' });
    expect(dark).toContain('<meta name="theme-color" content="#161412" />');
    expect(dark.match(/theme-color/g)).toHaveLength(1);
  });
});
