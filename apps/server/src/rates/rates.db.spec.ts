import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEachDatabase, onSharedDatabase } from '../bidding/test-database.testing.ts';
import { TestWires } from '../bidding/test-node.testing.ts';
import { KrakenServer } from './providers/kraken-server.testing.ts';
import { RatesNode } from './rates.node.testing.ts';
import { RatesRetention } from './rates.retention.ts';
import { RecordedRates } from './recorded-rates.ts';

// The failures that the specs make would fill the output.
Logger.overrideLogger(false);

const SOON = { timeout: 20_000, interval: 25 };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

onSharedDatabase('rates of two nodes', (databases) => {
  let kraken: KrakenServer;
  let nodes: RatesNode[];
  beforeEach(async () => {
    kraken = await new KrakenServer().open();
    const wires = new TestWires();
    nodes = databases().map((database) => new RatesNode(database, wires.bus(), kraken.url));
    for (const node of nodes) await node.start();
  });
  afterEach(async () => {
    for (const node of nodes) await node.stop();
    await kraken.close();
  });
  const dollars = () => nodes.map(({ desk }) => desk.now(['USD'])[0]?.rate);

  it('are asked for by one of them and known to both', async () => {
    await expect.poll(dollars, SOON).toEqual(['1.1684', '1.1684']);
    for (const rate of ['1.21', '1.22', '1.23']) {
      kraken.move('EUR/USD', rate, rate);
      await expect.poll(dollars, SOON).toEqual([rate, rate]);
    }
    expect(kraken.connections).toBe(1);
    expect(nodes.map(({ desk }) => desk.status().state)).toEqual(['live', 'live']);
  });

  it('are asked for by the other where one goes', async () => {
    await expect.poll(dollars, SOON).toEqual(['1.23', '1.23'].map(() => expect.any(String)));
    const [one, other] = nodes as [RatesNode, RatesNode];
    // Whichever of them it was that asked: it is one of these two that changes it.
    for (const [goes, stays, rate] of [
      [one, other, '1.31'],
      [other, one, '1.32'],
    ] as const) {
      await goes.stop();
      kraken.move('EUR/USD', rate, rate);
      await expect.poll(() => stays.desk.now(['USD'])[0]?.rate, SOON).toBe(rate);
      await goes.start();
      await expect.poll(() => goes.desk.now(['USD'])[0]?.rate, SOON).toBe(rate);
    }
    expect(kraken.connections).toBeGreaterThan(1);
  });
});

onEachDatabase('recorded rates', (database) => {
  const now = Date.parse('2026-04-13T15:00:00Z');
  const start = (name: 'ecb' | 'kraken'): RecordedRates => {
    const rates = new RecordedRates(name, database().rates, () => now, () => () => undefined); // prettier-ignore
    rates.start(() => undefined);
    return rates;
  };
  const day = (ago: number) => {
    const at = Date.parse('2026-04-13T00:00:00Z') - ago * DAY_MS;
    return { at, day: new Date(at).toISOString().slice(0, 10) };
  };

  it('know their past: over a weekend the day before is the Friday', async () => {
    const { rates } = database();
    for (const [ago, rate] of [
      [5, '1.0'],
      [4, '1.1'],
      [3, '1.2'],
      [0, '1.5'],
    ] as const)
      // prettier-ignore
      await rates.keep('ecb', [{ currency: 'USD', rate, ...day(ago) }], 1);
    await rates.keep('ecb', [{ currency: 'GBP', rate: '0.8', ...day(20) }], 1);
    await rates.keep('ecb', [{ currency: 'GBP', rate: '0.9', ...day(0) }], 1);
    await rates.note('ecb', { heardAt: now, fault: null });
    const source = start('ecb');
    await source.ready();
    expect(source.status()).toMatchObject({ state: 'live', heardAt: now });
    expect(source.rates().get('USD')).toMatchObject({ rate: '1.5', stale: false, dayChange: 1.5 / 1.2 - 1 });
    // Three weeks ago is no "day before".
    expect(source.rates().get('GBP')).toMatchObject({ dayChange: null });
    const spark = source.sparks().get('USD')!;
    expect(new Set(spark)).toEqual(new Set([1, 1.1, 1.2, 1.5]));
    const line = await source.line('USD', { from: now - 4 * DAY_MS, to: now, stepMs: DAY_MS });
    expect(line).toEqual([
      [now - 4 * DAY_MS, 1.1],
      [day(3).at, 1.2],
      [day(0).at, 1.5],
      [now, 1.5],
    ]);
    await source.stop();
  });

  it('of an earlier provider fill the gaps of the one of now, under their own name', async () => {
    const { rates } = database();
    await rates.keep('ecb', [{ currency: 'SEK', rate: '10.9', ...day(0) }, { currency: 'ISK', rate: '143', ...day(30) }], 1); // prettier-ignore
    await rates.keep('kraken', [{ currency: 'USD', rate: '1.6', at: now, day: '2026-04-13' }], 1);
    await rates.note('kraken', { heardAt: now, fault: null });
    const source = start('kraken');
    await source.ready();
    const standing = (currency: string) => source.rates().get(currency);
    expect(standing('USD')).toMatchObject({ rate: '1.6', provider: 'kraken', source: 'Kraken' });
    expect(standing('SEK')).toMatchObject({ rate: '10.9', provider: 'ecb', stale: false, dayChange: null });
    expect(standing('ISK')).toMatchObject({ provider: 'ecb', stale: true });
    await source.stop();
  });

  it('grow thinner with time', async () => {
    const { rates } = database();
    const at = (ago: number) => ({ currency: 'NOK', rate: '11', at: now - ago, day: '2026-01-01' });
    const many = (from: number, step: number, count: number) =>
      Array.from({ length: count }, (_, i) => from + i * step);
    const moments = [...many(0, 60_000, 120), ...many(2 * DAY_MS, 60_000, 120), ...many(90 * DAY_MS, HOUR_MS, 48)];
    for (const ago of moments.toReversed()) await rates.keep('kraken', [at(ago)], 1);
    await new RatesRetention(rates, { now: () => now } as never).thin();
    const left = await rates.past('kraken', { currencies: ['NOK'], from: 0, stepMs: 1 });
    const within = (from: number, to: number) => left.filter((point) => now - point.at >= from && now - point.at < to);
    expect(within(0, DAY_MS)).toHaveLength(120);
    expect(within(2 * DAY_MS, 3 * DAY_MS).length).toBeLessThanOrEqual(3);
    expect(within(90 * DAY_MS, 93 * DAY_MS).length).toBeLessThanOrEqual(3);
    expect(within(90 * DAY_MS, 93 * DAY_MS).length).toBeGreaterThanOrEqual(2);
  });
});
