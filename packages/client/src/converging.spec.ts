import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openHouse, until, visit } from './client-rig.testing.ts';
import { lotIdOf } from './scripted-lot.testing.ts';
import type { LotEventsFrame } from '@rostrum/contract';
import type { LotUpdate } from './lot-book.ts';

const LOTS = 3;

/** What may happen to a frame, or to the world around it. */
const step = fc.record({
  lot: fc.integer({ min: 1, max: LOTS }),
  what: fc.constantFrom('send', 'send', 'send', 'drop', 'twice', 'late', 'merge', 'cut', 'restart', 'breathe'),
});

test('whatever is dropped, doubled, delayed or cut, every screen ends at the state of the house', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const house = await openHouse(LOTS);
      const client = visit(house.url);
      const ids = Array.from({ length: LOTS }, (_, index) => lotIdOf(index + 1));
      const seen = new Map<string, { epoch: string; version: number }>();
      const wrong: string[] = [];
      const stop = client.lots.watch({ lots: ids }, (update) => follow(update, seen, wrong));
      await until(() => ids.every((id) => client.lots.get(id) !== undefined));
      let late: LotEventsFrame[] = [];
      for (const { lot: number, what } of steps) {
        const lot = house.lot(number);
        if (what === 'cut') house.lotsNamespace.disconnectSockets(true);
        else if (what === 'restart') lot.restart();
        else if (what === 'breathe') await new Promise((resolve) => setTimeout(resolve, 5));
        else {
          const before = lot.state.version;
          const frame = lot.bid();
          if (what === 'merge') house.send((lot.bid(), lot.since(before)));
          if (what === 'send' || what === 'twice') house.send(frame);
          if (what === 'twice') house.send(frame);
          if (what === 'late') late.push(frame);
          else late = late.flatMap((old) => (house.send(old), []));
        }
      }
      await until(() => ids.every((id) => client.lots.get(id)?.checksum === house.lots.get(id)?.state.checksum));
      expect(wrong).toEqual([]);
      stop();
      client.close();
      await house.stop();
    }),
    { numRuns: 40 },
  );
});

/** Notes every update that applies an event twice, out of order or over a hole. */
function follow(update: LotUpdate, seen: Map<string, { epoch: string; version: number }>, wrong: string[]): void {
  const { lotId, lot, events } = update;
  const last = seen.get(lotId);
  const first = events[0];
  if (first && last && (last.epoch !== lot.epoch || first.version !== last.version + 1)) {
    wrong.push(`${lotId}: ${first.version} after ${last.version} of ${last.epoch}`);
  }
  events.forEach((event, index) => {
    if (event.version !== events[0]!.version + index) wrong.push(`${lotId}: hole before ${event.version}`);
  });
  seen.set(lotId, { epoch: lot.epoch, version: lot.version });
}
