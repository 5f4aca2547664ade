import { expect, test } from 'vitest';
import { askTrust, type Asking } from './trust.ts';

const asking = (answer: () => Promise<unknown>, more: Partial<Asking> = {}): Asking => ({
  house: 'https://house.example',
  pageOrigin: 'https://shop.example',
  fetch: (async () => ({ json: answer })) as unknown as typeof fetch,
  stoppedByPolicy: () => false,
  ...more,
});
const yes = () => Promise.resolve({ trusted: true });
const no = () => Promise.resolve({ trusted: false });
const away = () => Promise.reject(new TypeError('Failed to fetch'));

test('a trusted page, and the house itself, may go on', async () => {
  await askTrust(asking(yes));
  await askTrust(asking(away, { pageOrigin: 'https://house.example' }));
});

test.each([
  ['untrusted', asking(no)],
  ['unreachable', asking(away)],
  ['policy', asking(away, { stoppedByPolicy: () => true })],
  ['no-origin', asking(yes, { pageOrigin: 'null' })],
])('%s', async (hindrance, asked) => {
  await expect(askTrust(asked)).rejects.toMatchObject({ hindrance });
});

test('the house is asked without cookies, and each time anew', async () => {
  const calls: unknown[][] = [];
  const fetch = async (...call: unknown[]) => (calls.push(call), { json: yes });
  await askTrust(asking(yes, { fetch: fetch as unknown as typeof globalThis.fetch }));
  expect(calls).toEqual([['https://house.example/api/widget/trust', { credentials: 'omit', cache: 'no-store' }]]);
});
