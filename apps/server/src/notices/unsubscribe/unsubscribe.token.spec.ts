import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { readUnsubscribeToken, unsubscribeToken, type Unsubscribed } from './unsubscribe.token.ts';

const key = randomBytes(32);
const meant: Unsubscribed = { personId: '019aa0c0-0000-7000-8000-000000000001', channel: 'mail', what: 'outbid' };

it.each(['outbid', 'mention', 'pace:daily'] as const)('a token says whose mails of what end: %s', (what) => {
  expect(readUnsubscribeToken(key, unsubscribeToken(key, { ...meant, what }))).toEqual({ ...meant, what });
});

it('fits an address, and names nobody in it', () => {
  const token = unsubscribeToken(key, meant);
  expect(token).toMatch(/^[\w-]{60,80}$/);
  expect(Buffer.from(token, 'base64url').toString('hex')).not.toContain('019aa0c0');
  expect(unsubscribeToken(key, meant)).not.toBe(token);
});

it('cannot be made without the key, nor turned into another', () => {
  const token = unsubscribeToken(key, meant);
  expect(readUnsubscribeToken(randomBytes(32), token)).toBeNull();
  const bytes = Buffer.from(token, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(readUnsubscribeToken(key, changed.toString('base64url'))).toBeNull();
  }
});

it.each(['', 'a', 'x'.repeat(38), '%', unsubscribeToken(key, meant).slice(0, -2), `${unsubscribeToken(key, meant)}A`])(
  '%s is none',
  (token) => {
    expect(readUnsubscribeToken(key, token)).toBeNull();
  },
);
