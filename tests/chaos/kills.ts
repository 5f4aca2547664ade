import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** How often what was done. */
export interface Kills {
  nodes: number;
  servers: number;
  /** One process of PostgreSQL, after which it recovers from its log. */
  backends: number;
  /** Lines that were reset, cut or frozen. */
  lines: number;
}

type Kind = keyof Kills;

/** What is done how often, of 100. */
const KINDS: readonly Kind[] = ['nodes', 'nodes', 'nodes', 'servers', 'servers', 'backends', 'lines', 'lines', 'lines'];

/** Kills and breaks until `over`, one thing after the other, each as soon as some more bids were acknowledged. */
export async function killAtRandom(
  stage: Stage,
  random: Random,
  acknowledged: () => number,
  apart: { low: number; high: number },
  over: (kills: Kills) => boolean,
  say: (line: string) => void,
): Promise<Kills> {
  const kills: Kills = { nodes: 0, servers: 0, backends: 0, lines: 0 };
  // The first three are one of each that is to be seen in every run.
  const first: Kind[] = ['nodes', 'servers', 'backends'];
  while (!over(kills)) {
    const next = acknowledged() + random.between(apart.low, apart.high);
    for (let waited = 0; acknowledged() < next && waited < 5_000 && !over(kills); waited += 5) await sleep(5);
    const kind = first.shift() ?? random.pick(KINDS);
    kills[kind]++;
    await doOne(kind, stage, random);
    say(
      `${acknowledged()} acknowledged; killed ${kills.nodes} nodes, ${kills.servers} servers, ${kills.backends} backends`,
    );
  }
  return kills;
}

async function doOne(kind: Kind, { nodes, postgres }: Stage, random: Random): Promise<void> {
  const { house, front, back } = random.pick(nodes);
  switch (kind) {
    case 'nodes':
      await house.kill();
      await sleep(random.between(0, 300));
      await house.start();
      return;
    case 'servers':
      await postgres.kill();
      await sleep(random.between(0, 500));
      await postgres.start();
      return;
    case 'backends':
      postgres.killOneConnection((pids) => random.pick(pids));
      await sleep(random.between(100, 800));
      return;
    case 'lines': {
      const line = random.pick([front, back]);
      const freeze = random.chance(0.4);
      if (freeze) {
        line.set({ frozen: true });
        await sleep(random.between(100, 1_500));
        line.set({ frozen: false });
      }
      if (!freeze || random.chance(0.5)) {
        if (random.chance(0.5)) line.resetAll();
        else line.cutAll();
      }
    }
  }
}
