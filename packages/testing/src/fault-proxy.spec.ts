import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';

/** An echo behind a proxy. */
async function openEcho(): Promise<FaultProxy> {
  const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const proxy = await startFaultProxy((echo.address() as AddressInfo).port);
  onTestFinished(async () => {
    await proxy.close();
    await new Promise((resolve) => echo.close(resolve));
  });
  return proxy;
}

async function dial(proxy: FaultProxy): Promise<{ socket: Socket; heard: () => string; ends: string[] }> {
  const socket = connect(proxy.port, '127.0.0.1');
  const ends: string[] = [];
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString()));
  socket.on('error', (error: NodeJS.ErrnoException) => ends.push(error.code ?? ''));
  socket.on('close', () => ends.push('closed'));
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  onTestFinished(() => void socket.destroy());
  return { socket, heard: () => heard, ends };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(2);
}

test('bytes pass in order, whole, also when they are delayed and throttled', async () => {
  const proxy = await openEcho();
  const text = Array.from({ length: 2_000 }, (_, index) => `${index},`).join('');
  const { socket, heard } = await dial(proxy);
  socket.write(text);
  await until(() => heard() === text);
  proxy.set({ delayMs: 10, bytesPerSecond: 100_000 });
  socket.write(text);
  await until(() => heard() === text + text);
});

test('a frozen connection says nothing and stays open; thawed it says everything', async () => {
  const proxy = await openEcho();
  const [frozen, other] = [await dial(proxy), await dial(proxy)];
  await until(() => proxy.connections().length === 2);
  proxy.connections()[0]?.set({ frozen: true });
  frozen.socket.write('hello');
  other.socket.write('hello');
  await until(() => other.heard() === 'hello');
  expect([frozen.heard(), frozen.ends]).toEqual(['', []]);
  proxy.connections()[0]?.set({ frozen: false });
  await until(() => frozen.heard() === 'hello');
});

test('a line that heals carries at once what was held up', async () => {
  const proxy = await openEcho();
  const { socket, heard } = await dial(proxy);
  proxy.set({ bytesPerSecond: 2_000 });
  // More than half an hour's worth of such a line.
  const text = 'x'.repeat(4_000_000);
  socket.write(text);
  await until(() => heard().length > 0);
  proxy.set({ bytesPerSecond: null });
  await until(() => heard() === text);
});

test('a cut is a close, a reset is a reset, and new connections can be refused', async () => {
  const proxy = await openEcho();
  const cut = await dial(proxy);
  await until(() => proxy.connections().length === 1);
  proxy.cutAll();
  await until(() => cut.ends.length > 0);
  expect(cut.ends).toEqual(['closed']);
  const reset = await dial(proxy);
  await until(() => proxy.connections().length === 1);
  proxy.resetAll();
  await until(() => reset.ends.includes('closed'));
  expect(reset.ends).toEqual(['ECONNRESET', 'closed']);
  proxy.refuse(true);
  const refused = await dial(proxy);
  await until(() => refused.ends.includes('closed'));
  expect(proxy.accepted).toBe(2);
});
