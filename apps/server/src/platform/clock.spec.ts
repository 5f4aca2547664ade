import { describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';

/** A database whose answers take the given times; each way takes half. */
function world(offsetMs: number, roundTripsMs: number[]) {
  const state = { node: 1_000_000, offsetMs, down: false };
  let probe = 0;
  const read = async (): Promise<number> => {
    if (state.down) throw new Error('no database');
    const roundTrip = roundTripsMs[probe++ % roundTripsMs.length] ?? 0;
    state.node += roundTrip / 2;
    const there = state.node + state.offsetMs;
    state.node += roundTrip / 2;
    return there;
  };
  return { state, clock: new Clock(read, () => state.node) };
}

describe('Clock', () => {
  it('is uncertain before the first answer', () => {
    expect(world(0, [10]).clock.uncertaintyMs).toBe(Infinity);
  });

  it('tells the time of the database', async () => {
    const { clock, state } = world(5_000, [80, 4, 60, 90, 50]);
    await clock.probe();
    expect(clock.now()).toBe(state.node + 5_000);
    expect(clock.uncertaintyMs).toBeLessThan(2.1);
  });

  it('tells whole milliseconds', async () => {
    const { clock } = world(0.7, [1]);
    await clock.probe();
    expect(Number.isInteger(clock.now())).toBe(true);
  });

  it('is uncertain where even the quickest answer is slow', async () => {
    const { clock } = world(0, [300, 260]);
    await clock.probe();
    expect(clock.uncertaintyMs).toBeGreaterThan(100);
  });

  it('keeps a good answer when later ones are slow', async () => {
    const { clock, state } = world(40, [2, 2, 2, 2, 2, 500, 500, 500, 500, 500]);
    await clock.probe();
    await clock.probe();
    expect(clock.now()).toBe(state.node + 40);
  });

  it('follows when the clock of the database was set', async () => {
    const { clock, state } = world(0, [2, 2, 2, 2, 2, 20, 20, 20, 20, 20]);
    await clock.probe();
    state.offsetMs = -3_600_000;
    await clock.probe();
    expect(clock.now()).toBe(state.node - 3_600_000);
  });

  it('grows uncertain while the database does not answer, and throws nothing', async () => {
    const { clock, state } = world(0, [2]);
    await clock.probe();
    state.down = true;
    state.node += 2_000_000;
    await clock.probe();
    expect(clock.uncertaintyMs).toBeGreaterThan(100);
  });
});
