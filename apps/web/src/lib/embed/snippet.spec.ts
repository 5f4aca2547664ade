import { expect, it } from 'vitest';
import { readEmbed, snippetOf, standingOfPage } from './snippet.ts';

const HOUSE = 'https://house.example';

it('two lines of HTML, in which nothing of a title can run', () => {
  const lines = snippetOf(HOUSE, {
    name: 'rostrum-lot',
    attributes: [
      ['lot', 'a"b'],
      ['theme', 'dark'],
    ],
    href: `${HOUSE}/lots/1`,
    text: '<script>alert("1")</script> & Sons',
  });
  expect(lines).toBe(
    `<script async src="https://house.example/widget.js"></script>
<rostrum-lot lot="a&#34;b" theme="dark"><a href="https://house.example/lots/1">&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; Sons</a></rostrum-lot>`,
  );
});

it('what an address says wrong is as if it said nothing', () => {
  expect(readEmbed(new URLSearchParams('kind=iframe&theme=pink&language=de&page=%20a%20'))).toEqual({
    kind: 'lot',
    auction: '',
    lot: '',
    language: '',
    theme: '',
    page: 'a',
  });
  expect(readEmbed(new URLSearchParams('kind=rates&theme=auto&language=ru'))).toMatchObject({
    kind: 'rates',
    theme: 'auto',
    language: 'ru',
  });
});

it.each([
  ['', HOUSE, { state: 'none' }],
  ['https://shop.example/news?x=1', HOUSE, { state: 'listed', origin: 'https://shop.example' }],
  ['shop.example', HOUSE, { state: 'listed', origin: 'https://shop.example' }],
  ['SHOP.example/a', HOUSE, { state: 'listed', origin: 'https://shop.example' }],
  ['http://shop.example', HOUSE, { state: 'missing', origin: 'http://shop.example' }],
  ['https://shop.example:444', HOUSE, { state: 'missing', origin: 'https://shop.example:444' }],
  ['https://house.example/x', HOUSE, { state: 'own', origin: HOUSE }],
  ['http://', HOUSE, { state: 'malformed' }],
  ['not an address', HOUSE, { state: 'malformed' }],
  ['https://shop.example', 'http://house.example', { state: 'insecure', origin: 'https://shop.example' }],
  ['https://shop.example', 'http://localhost:3000', { state: 'listed', origin: 'https://shop.example' }],
])('%j for a house at %s', (page, house, standing) => {
  expect(standingOfPage(page, house, ['https://shop.example'])).toEqual(standing);
});
