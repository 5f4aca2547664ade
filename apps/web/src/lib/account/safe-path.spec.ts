import { expect, it } from 'vitest';
import { nextOf, safePath } from './safe-path.ts';

it.each([
  ['/lots/1?max=120#bid', '/lots/1?max=120#bid'],
  ['/', '/'],
  [null, '/'],
  ['', '/'],
  ['lots/1', '/'],
  ['//evil.test/x', '/'],
  ['/\\evil.test', '/'],
  ['/a\\b', '/'],
  ['https://evil.test', '/'],
  ['javascript:alert(1)', '/'],
  ['/\t/evil.test', '/'],
  ['/.//evil.test', '/'],
  ['//[', '/'],
  ['/api/auth/sign-out', '/'],
  ['/sign-out', '/'],
  ['/sign-outs', '/sign-outs'],
])('after a form, %j leads to %s', (wish, path) => {
  expect(safePath(wish)).toBe(path);
});

it.each([
  ['next=/lots/7&max=12', '/lots/7?max=12'],
  ['next=/lots/7&max=12%26a%3D1', '/lots/7?max=12%26a%3D1'],
  ['next=/lots/7&max=+', '/lots/7'],
  ['next=/lots/7?max=9&max=12', '/lots/7?max=9'],
  ['next=/me&max=12', '/me'],
  ['max=12', '/'],
])('the amount of a stranger goes back with him to his lot: %s', (search, path) => {
  expect(nextOf(new URLSearchParams(search))).toBe(path);
});
