import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';

const RANGE = '/proc/sys/net/ipv4/ip_local_port_range';

test('is another one each time, and none on which somebody listens', async () => {
  const one = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(one + 1, '127.0.0.1', resolve));
  expect(await freePort()).toBe(one + 2);
  await new Promise((resolve) => server.close(resolve));
});

test('is none that the system gives to connections', async () => {
  let lowest = 32_768;
  try {
    lowest = Number(readFileSync(RANGE, 'utf8').split('\t')[0]);
  } catch {
    // Another system, whose own begin later.
  }
  expect(await freePort()).toBeLessThan(lowest);
});
