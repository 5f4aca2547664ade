import { expect, test } from 'vitest';
import { pageOf, payloadOf } from './push-message.ts';

const ORIGIN = 'https://house.test';
const sent = { title: 'A chair', body: 'You were outbid.', path: '/lots/1', tag: 'a', at: 1 };

test('what the house sent is shown as it is; anything else is not', () => {
  expect(payloadOf({ json: () => ({ ...sent, more: 1 }) })).toEqual(sent);
  expect(payloadOf({ json: () => ({ ...sent, title: 5 }) })).toBeNull();
  expect(payloadOf({ json: () => JSON.parse('no json') as unknown })).toBeNull();
  expect(payloadOf({ json: () => null })).toBeNull();
  expect(payloadOf(null)).toBeNull();
});

test.each([
  ['/lots/1?a=b#bid', 'https://house.test/lots/1?a=b#bid'],
  ['https://evil.test/', ORIGIN],
  ['//evil.test/lots', ORIGIN],
  ['javascript:alert(1)', ORIGIN],
  [undefined, ORIGIN],
])('a notification with %s opens %s', (path, page) => {
  expect(pageOf(path, ORIGIN)).toBe(page);
});
