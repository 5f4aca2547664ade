import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { next } from '../client-socket.testing.ts';
import { Namespaces } from '../namespaces.ts';
import { Stage } from '../stage.testing.ts';

const ROOM = 'same:spec';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

interface Room {
  emit(event: string, said: unknown): void;
}

/** Sockets in one room, and the whole namespace as they see it: untyped. */
async function inRoom(count: number) {
  const sockets = await Promise.all(Array.from({ length: count }, () => stage.connect('/lots')));
  const { lots } = stage.app.get(Namespaces);
  for (const socket of lots!.sockets.values()) void socket.join(ROOM);
  return { sockets, lots: lots as unknown as { to(room: string): Room; emit(event: string): void } };
}

function wireOf(socket: Socket): TcpSocket {
  return (socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket;
}

/** What a frame holds around its text. */
const AROUND = '42/lots,["said",{"text":""}]';

it.each([0, 125, 126, 65_535, 65_536, 300_000])('a frame of %i bytes arrives as it was sent', async (bytes) => {
  const { sockets, lots } = await inRoom(2);
  const said = { text: 'x'.repeat(Math.max(0, bytes - AROUND.length)) };
  const heard = sockets.map((socket) => next(socket, 'said'));
  lots.to(ROOM).emit('said', said);
  expect(await Promise.all(heard)).toEqual([said, said]);
});

it('letters of more than one byte arrive as they were sent', async () => {
  const { sockets, lots } = await inRoom(1);
  const said = 'ж€😀'.repeat(50);
  const heard = next(sockets[0]!, 'said');
  lots.to(ROOM).emit('said', said);
  expect(await heard).toBe(said);
});

it('what goes to a room and what goes to one socket keep their order', async () => {
  const { sockets, lots } = await inRoom(1);
  const [alone] = stage.app.get(Namespaces).lots!.sockets.values();
  const one = alone as unknown as Room;
  const heard: number[] = [];
  const all = new Promise<void>((resolve) =>
    sockets[0]!.on('said', (said: number) => void (heard.push(said) === 300 && resolve())),
  );
  for (let said = 0; said < 300; said++) (said % 3 === 0 ? one : lots.to(ROOM)).emit('said', said);
  await all;
  expect(heard).toEqual(Array.from({ length: 300 }, (_, at) => at));
});

it('who stops reading for a while is sent everything, in order, and holds up nobody', async () => {
  const { sockets, lots } = await inRoom(2);
  const [slow, quick] = sockets as [Socket, Socket];
  const heard: number[] = [];
  slow.on('said', ({ number }: { number: number }) => heard.push(number));
  wireOf(slow).pause();
  const last = next<{ number: number }>(quick, 'said', ({ number }) => number === 299);
  for (let number = 0; number < 300; number++) lots.to(ROOM).emit('said', { number, filler: 'x'.repeat(3_000) });
  await last;
  wireOf(slow).resume();
  await expect.poll(() => heard.length).toBe(300);
  expect(heard).toEqual(Array.from({ length: 300 }, (_, at) => at));
});

it('whoever has left the room, or is gone, is sent nothing', async () => {
  const { sockets, lots } = await inRoom(3);
  const [left, gone, there] = sockets as [Socket, Socket, Socket];
  const heard: unknown[] = [];
  for (const socket of [left, gone]) socket.on('said', (said) => heard.push(said));
  await stage.app
    .get(Namespaces)
    .lots!.sockets.get(left.id as never)!
    .leave(ROOM);
  gone.disconnect();
  const said = next(there, 'said');
  lots.to(ROOM).emit('said', 1);
  expect(await said).toBe(1);
  const after = next(left, 'after');
  lots.emit('after');
  await after;
  expect(heard).toEqual([]);
});
