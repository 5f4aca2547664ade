import type { People, Revocation } from '@rostrum/database';
import { expect, it } from 'vitest';
import type { Bus, BusMessage } from '../platform/index.ts';
import { Revocations } from './revocations.ts';

/** The numbered table, and a bus that only remembers what was said. */
function world() {
  const rows: Revocation[] = [];
  const state = { down: false };
  const said: BusMessage[] = [];
  const hearers: ((message: BusMessage) => void)[] = [];
  const people = {
    revocationsSince: async (id: string | null) => {
      if (state.down) throw new Error('no database');
      return { last: String(rows.length), items: id === null ? [] : rows.slice(Number(id)) };
    },
  } as Pick<People, 'revocationsSince'> as People;
  const bus = {
    publish: (message: BusMessage) => void said.push(message),
    subscribe: (hear: (message: BusMessage) => void) => {
      hearers.push(hear);
      return () => {};
    },
  } as Pick<Bus, 'publish' | 'subscribe'> as Bus;
  const ban = (personId: string): number => rows.push({ personId, sessionId: null, reason: 'ban' });
  return { rows, state, said, hearers, ban, revocations: new Revocations(people, bus) };
}

async function started(revocations: Revocations): Promise<string[]> {
  const heard: string[] = [];
  revocations.listen(({ personId }) => heard.push(personId));
  await revocations.onApplicationBootstrap();
  return heard;
}

it('tells what comes, each once and in order, and nothing of what was before', async () => {
  const { revocations, ban, said } = world();
  ban('before');
  const heard = await started(revocations);
  ban('a');
  ban('b');
  revocations.wake();
  revocations.wake();
  await expect.poll(() => heard).toEqual(['a', 'b']);
  expect(said).toContainEqual({ kind: 'revocations' });
  ban('c');
  revocations.wake();
  await expect.poll(() => heard).toEqual(['a', 'b', 'c']);
  await revocations.onModuleDestroy();
});

it('finds by looking what no message told', async () => {
  const { revocations, ban } = world();
  const heard = await started(revocations);
  ban('unannounced');
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['unannounced']);
  await revocations.onModuleDestroy();
});

it('looks at once when another node says so', async () => {
  const { revocations, ban, hearers } = world();
  const heard = await started(revocations);
  ban('elsewhere');
  hearers.forEach((hear) => hear({ kind: 'revocations' }));
  await expect.poll(() => heard).toEqual(['elsewhere']);
  await revocations.onModuleDestroy();
});

it('loses nothing while the database is away, nor by a hearer that throws', async () => {
  const { revocations, ban, state } = world();
  revocations.listen(() => {
    throw new Error('bad hearer');
  });
  const heard = await started(revocations);
  state.down = true;
  ban('meanwhile');
  revocations.wake();
  state.down = false;
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['meanwhile']);
  await revocations.onModuleDestroy();
});
