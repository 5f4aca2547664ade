import type { Socket as NetSocket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Socket } from 'socket.io-client';
import { Metrics } from '../../platform/index.ts';
import { ask, ended, next } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open({ SLOW_READER_BYTES: '65536' });
});
afterEach(() => stage.close());

/** The TCP socket below a client. */
function wireOf(socket: Socket): NetSocket {
  return (socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket;
}

it('who stops reading is cut and told to come again; the others notice nothing', async () => {
  const ids = Array.from({ length: 100 }, () => stage.floor.open());
  const [slow, quick] = [await stage.connect('/lots'), await stage.connect('/lots')];
  for (const socket of [slow, quick]) await ask(socket, 'watch', { lots: ids.map((id) => ({ id })) });
  const metrics = stage.app.get(Metrics).registry;
  const cuts = async () => (await metrics.getSingleMetric('auction_ws_slow_disconnects_total')!.get()).values[0]!.value;
  wireOf(slow).pause();
  const over = ended(slow);
  let max = 100;
  const bidding = setInterval(() => {
    max += 100;
    for (const id of ids) stage.floor.bid(id, max % 200 ? 'ada' : 'bo', max);
  }, 5);
  await expect.poll(cuts, { timeout: 20_000 }).toBe(1);
  clearInterval(bidding);
  wireOf(slow).resume();
  expect(await over).toEqual({ reason: 'transport close', code: 4008 });
  const frame = next(quick, 'lot.events');
  stage.floor.bid(ids[0]!, 'cy', 10_000_000);
  await frame;
  expect(await cuts()).toBe(1);
});
