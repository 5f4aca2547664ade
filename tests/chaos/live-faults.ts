import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults, ProxiedConnection } from '@rostrum/testing';
import type { Random } from './random.ts';
import type { TwoNodes } from './two-nodes.ts';

/** Breaks something, and answers how it is mended. */
type Strike = (world: TwoNodes, random: Random) => Promise<() => Promise<void>>;

/** A fault by name. */
export class Damage {
  readonly name: string;
  readonly strike: Strike;

  constructor(name: string, strike: Strike) {
    this.name = name;
    this.strike = strike;
  }

  toString(): string {
    return this.name;
  }
}

/** Over which time a node that is stopped tells its clients to come back, where `DRAIN_SECONDS` says nothing. */
const SPREAD_MS = 5_000;
const NOTHING_TO_MEND = async (): Promise<void> => undefined;

function someLines({ nodes }: TwoNodes, random: Random): ProxiedConnection[] {
  const share = 0.1 + random.next() * 0.6;
  return nodes.flatMap(({ line }) => line.connections()).filter(() => random.chance(share));
}

const onSomeLines = (name: string, what: (line: ProxiedConnection) => void): Damage =>
  new Damage(name, async (world, random) => {
    someLines(world, random).forEach(what);
    return NOTHING_TO_MEND;
  });

const slowly = (name: string, faults: Partial<Faults>): Damage => onSomeLines(name, (line) => line.set(faults));

const restart = (name: string, how: 'kill' | 'stop'): Damage =>
  new Damage(name, async ({ nodes }, random) => {
    const back = random.pick(nodes).restart(how);
    // Who was told to come back at a moment of chance is not late before the last such moment.
    const due = how === 'stop' ? sleep(SPREAD_MS) : NOTHING_TO_MEND();
    return async () => void (await Promise.all([back, due]));
  });

/** Everything that may break between watchers, nodes and the bus. */
export const FAULTS: readonly Damage[] = [
  onSomeLines('cut', (line) => line.cut()),
  onSomeLines('reset', (line) => line.reset()),
  slowly('half-open', { frozen: true }),
  slowly('300 ms late', { delayMs: 300 }),
  slowly('2 KB/s', { bytesPerSecond: 2_000 }),
  new Damage('nobody comes in', async ({ nodes }, random) => {
    const { line } = random.pick(nodes);
    line.refuse(true);
    line.cutAll();
    return async () => line.refuse(false);
  }),
  new Damage('no bus', async ({ redis }) => {
    await redis.kill();
    return () => redis.start();
  }),
  restart('kill -9 of a node', 'kill'),
  restart('a node restarts', 'stop'),
];

/** Every line is whole again. */
export function heal({ nodes }: TwoNodes): void {
  for (const { line } of nodes) {
    for (const connection of line.connections()) connection.set({ frozen: false, delayMs: 0, bytesPerSecond: null });
  }
}
