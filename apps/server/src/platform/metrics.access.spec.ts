import { expect, it } from 'vitest';
import { mayReadMetrics } from './metrics.access.ts';

type Asked = Parameters<typeof mayReadMetrics>[0];

const from = (address: string, headers: Asked['headers'] = { host: 'localhost:3000' }): Asked => ({
  headers,
  ip: address,
  socket: { remoteAddress: address },
});

it('is open to this machine itself', () => {
  expect(mayReadMetrics(from('127.0.0.1'), undefined)).toBe(true);
  expect(mayReadMetrics(from('::1', { host: '[::1]:3000' }), undefined)).toBe(true);
});

it('is closed to others, and to what a proxy on this machine passes on', () => {
  expect(mayReadMetrics(from('192.0.2.1'), undefined)).toBe(false);
  expect(mayReadMetrics(from('127.0.0.1', { host: 'localhost', 'x-forwarded-for': '192.0.2.1' }), undefined)).toBe(
    false,
  );
  expect(mayReadMetrics(from('127.0.0.1', { host: 'auction.example.org' }), undefined)).toBe(false);
});

it('is open to whoever holds the token', () => {
  const bearer = (token: string): Asked => from('192.0.2.1', { authorization: `Bearer ${token}` });
  expect(mayReadMetrics(bearer('right'), 'right')).toBe(true);
  expect(mayReadMetrics(bearer('wrong'), 'right')).toBe(false);
  expect(mayReadMetrics(bearer('undefined'), undefined)).toBe(false);
});
