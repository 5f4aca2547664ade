import { expect, it } from 'vitest';
import { originAllows } from './origin.rule.ts';

const house = 'http://localhost:3000';

it.each(['GET', 'HEAD'])('reading is free: %s', (method) => {
  expect(originAllows({ method, url: '/api/me', origin: 'https://evil.test' }, house)).toBe(true);
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('the house itself may change: %s', (method) => {
  expect(originAllows({ method, url: '/api/lots/1/bids', origin: house }, house)).toBe(true);
});

it.each([
  undefined,
  'null',
  '',
  'http://localhost:3000.evil.test',
  'http://localhost:3001',
  'https://localhost:3000',
  'http://127.0.0.1:3000',
  'http://localhost:3000/',
  'http://LOCALHOST:3000',
])('no other origin may: %s', (origin) => {
  expect(originAllows({ method: 'POST', url: '/api/lots/1/bids', origin }, house)).toBe(false);
});

it.each(['/api/webhooks/stripe', '/unsubscribe/abc.DEF-1_2', '/unsubscribe/abc?x=1'])('%s is open to others', (url) => {
  expect(originAllows({ method: 'POST', url, origin: undefined }, house)).toBe(true);
});

it.each([
  '/api/webhooks',
  '/api/webhooks/../me',
  '/api/webhooks/%2e%2e/me',
  '/unsubscribe/a/b',
  '/unsubscribe/',
  '/x/unsubscribe/a',
  '/api/me?/unsubscribe/a',
])('%s is not', (url) => {
  expect(originAllows({ method: 'POST', url, origin: undefined }, house)).toBe(false);
});
