import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { RateRow } from '../rates/rates.types.ts';
import type { TestHouse } from './test-house.testing.ts';

const HOUR_MS = 3_600_000;

/** Rates of a provider, their past, and how it does. */
export function registerRatesContract(open: () => TestHouse): void {
  const usd = (rate: string, at: number): RateRow => ({ currency: 'USD', rate, at, day: '2026-04-13' });
  const newestOf = async (name: string) => {
    const rows = await open().database.rates.newest();
    return rows.filter(({ provider }) => provider === name).map(({ currency, rate, at }) => [currency, rate, at]);
  };
  const pastOf = async (name: string, from: number, stepMs: number, currencies = ['USD']) => {
    const points = await open().database.rates.past(name, { currencies, from, stepMs });
    return points.map(({ currency, at, rate }) => [currency, at, rate]);
  };

  it('are kept as they were given, and an older one replaces no newer one', async () => {
    const { rates } = open().database;
    const [one, other] = [randomUUID(), randomUUID()];
    await rates.keep(one, [usd('1.16840', 2_000), { ...usd('186.75', 2_000), currency: 'JPY' }], 1);
    await rates.keep(other, [usd('1.2', 9_000)], 1);
    await rates.keep(one, [usd('1.15', 1_000)], 1);
    expect(await newestOf(one)).toEqual([
      ['JPY', '186.75', 2_000],
      ['USD', '1.16840', 2_000],
    ]);
    await rates.keep(one, [usd('1.17', 3_000)], 1);
    await rates.keep(one, [], 1);
    expect(await newestOf(one)).toContainEqual(['USD', '1.17', 3_000]);
    expect(await newestOf(other)).toEqual([['USD', '1.2', 9_000]]);
  });

  it('have a past: the last of each step, and the one before', async () => {
    const { rates } = open().database;
    const name = randomUUID();
    for (const [at, rate] of [
      [0, '1.0'],
      [500, '1.1'],
      [1_000, '1.2'],
      [1_400, '1.3'],
      [2_700, '1.4'],
    ] as const) {
      await rates.keep(name, [usd(rate, at)], 100);
    }
    expect(await pastOf(name, 1_000, 1_000)).toEqual([
      ['USD', 500, 1.1],
      ['USD', 1_400, 1.3],
      ['USD', 2_700, 1.4],
    ]);
    expect(await pastOf(name, 1_000, 1_000, ['JPY'])).toEqual([]);
    expect(await pastOf(randomUUID(), 0, 1_000)).toEqual([]);
  });

  it('take one place in each cell of the grid', async () => {
    const { rates } = open().database;
    const name = randomUUID();
    await rates.keep(name, [usd('1.1', 15_001)], 15_000);
    await rates.keep(name, [usd('1.2', 29_999)], 15_000);
    await rates.keep(name, [usd('1.3', 30_000)], 15_000);
    expect(await pastOf(name, 0, 1)).toEqual([
      ['USD', 15_000, 1.2],
      ['USD', 30_000, 1.3],
    ]);
  });

  it('grow thinner with time, and what is young stays', async () => {
    const { rates } = open().database;
    const [name, other] = [randomUUID(), randomUUID()];
    for (let at = 0; at < 3 * HOUR_MS; at += HOUR_MS / 4) await rates.keep(name, [usd('1', at)], 1);
    await rates.keep(other, [usd('2', 0)], 1);
    await rates.thin(2 * HOUR_MS, HOUR_MS);
    await rates.thin(2 * HOUR_MS, HOUR_MS);
    const left = (await pastOf(name, 0, 1)).map(([, at]) => Number(at) / HOUR_MS);
    expect(left).toEqual([0.75, 1.75, 2, 2.25, 2.5, 2.75]);
    expect(await pastOf(other, 0, 1)).toHaveLength(1);
  });

  it('come from providers of which it is known how they do', async () => {
    const { rates } = open().database;
    const name = randomUUID();
    expect(await rates.provider(name)).toBeNull();
    await rates.note(name, { fault: 'unreachable' });
    expect(await rates.provider(name)).toEqual({ heardAt: null, fault: 'unreachable', etag: null, lastModified: null });
    await rates.note(name, { heardAt: 5, fault: null, etag: '"a"' });
    await rates.note(name, { lastModified: 'Mon' });
    await rates.note(name, {});
    expect(await rates.provider(name)).toEqual({ heardAt: 5, fault: null, etag: '"a"', lastModified: 'Mon' });
  });
}
