import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@rostrum/database';
import { afterEach, describe, expect, it } from 'vitest';
import { Bus, type BusMessage } from './bus.ts';
import { RedisWire } from './redis.wire.ts';
import { SignalsWire } from './signals.wire.ts';

const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port || 6379), hostname);
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

const open: Bus[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()));
});

function overRedis(url: string): { bus: Bus; wire: RedisWire; warnings: string[] } {
  const warnings: string[] = [];
  const wire = new RedisWire(url, (problem) => void warnings.push(problem));
  const bus = new Bus(wire, (problem) => void warnings.push(problem));
  open.push(bus);
  return { bus, wire, warnings };
}

describe('over Redis', async () => {
  it.skipIf(!(await answers(REDIS_URL)))(
    'carries messages between nodes (skipped where no Redis answers)',
    async () => {
      const [one, two] = [overRedis(REDIS_URL), overRedis(REDIS_URL)];
      const heard: BusMessage[] = [];
      two.bus.subscribe((message) => heard.push(message));
      const message: BusMessage = { kind: 'lot', lotId: crypto.randomUUID(), epoch: 'abcdefgh', seq: 1 };
      await expect
        .poll(
          () => {
            one.bus.publish(message);
            return heard;
          },
          { timeout: 10_000 },
        )
        .toContainEqual(message);
    },
  );

  it('a dead Redis is told once, and neither throws nor waits', async () => {
    const { bus, wire, warnings } = overRedis('redis://127.0.0.1:1');
    bus.publish({ kind: 'notices' });
    await expect.poll(() => warnings, { timeout: 10_000 }).toHaveLength(1);
    await pause(500);
    bus.publish({ kind: 'notices' });
    expect(wire.ready).toBe(false);
    expect(warnings).toEqual([expect.stringContaining('Redis does not answer')]);
  });
});

describe('over the database', () => {
  const listeners = new Set<(payload: string) => void>();
  const signals: Database['signals'] = {
    notify: async (_channel, payload) => listeners.forEach((hear) => hear(payload)),
    listen: async (_channel, hear) => {
      listeners.add(hear);
      return async () => void listeners.delete(hear);
    },
  };
  const node = (kind: 'pglite' | 'postgres'): Bus => {
    const bus = new Bus(new SignalsWire({ kind, signals }, () => {}), () => {});
    open.push(bus);
    return bus;
  };

  it('carries messages between nodes of one PostgreSQL, and lets go when closed', async () => {
    const [one, two] = [node('postgres'), node('postgres')];
    const heard: BusMessage[] = [];
    two.subscribe((message) => heard.push(message));
    await pause(0);
    one.publish({ kind: 'revocations' });
    await expect.poll(() => heard).toEqual([{ kind: 'revocations' }]);
    await Promise.all(open.splice(0).map((bus) => bus.close()));
    expect(listeners.size).toBe(0);
  });

  it('says nothing on the embedded database, which has one node', async () => {
    const bus = node('pglite');
    bus.publish({ kind: 'revocations' });
    await pause(0);
    expect(listeners.size).toBe(0);
  });
});
