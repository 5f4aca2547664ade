import { expect, it } from 'vitest';
import { safePath } from './safe-path.ts';

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
