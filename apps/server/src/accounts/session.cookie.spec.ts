import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { sessionCookieName, sessionTokenIn } from './session.cookie.ts';

const secret = 'a secret';
const name = sessionCookieName(false);
const sign = (token: string, key = secret): string =>
  `${name}=${encodeURIComponent(`${token}.${createHmac('sha256', key).update(token).digest('base64')}`)}`;

it('finds the token of a cookie that the house signed', () => {
  expect(sessionTokenIn(`a=b; ${sign('token')}; c=d`, name, secret)).toBe('token');
});

it.each([
  ['no cookie at all', undefined],
  ['another cookie', 'a=b'],
  ['another key', sign('token', 'another')],
  ['no signature', `${name}=token`],
  ['an empty token', sign('')],
  ['an empty signature', `${name}=token.`],
  ['bad encoding', `${name}=%E0%A4%A`],
  ['a name that only ends alike', sign('token').replace(name, `x${name}`)],
])('finds none in %s', (_what, header) => {
  expect(sessionTokenIn(header, name, secret)).toBeNull();
});

it('has a name under https that browsers hold to https', () => {
  expect(sessionCookieName(true)).toBe('__Secure-better-auth.session_token');
});
