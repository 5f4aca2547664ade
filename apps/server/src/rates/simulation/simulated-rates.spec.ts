import { describe, expect, it } from 'vitest';
import { missing, recorded } from '../providers/recordings.testing.ts';
import { windowOf } from '../rates.windows.ts';
import { REFERENCE } from './reference-rates.ts';
import { SimulatedRates, simulatedRate } from './simulated-rates.ts';

const NOW = Date.parse('2026-11-20T12:34:56.789Z');
const DAY_MS = 86_400_000;
const CURRENCIES = Object.keys(REFERENCE.rates);
const days = (currency: string): number[] =>
  Array.from({ length: 365 }, (_, day) => Number(simulatedRate(currency, NOW - day * DAY_MS)));

describe('the walk', () => {
  it('is the same for every node, whenever it looks', () => {
    expect(simulatedRate('USD', NOW)).toBe(simulatedRate('USD', NOW));
    expect(new SimulatedRates(() => NOW).rates()).toEqual(new SimulatedRates(() => NOW + 200).rates());
  });

  it.each(CURRENCIES)('of %s stays near the real rate and moves as one does', (currency) => {
    const middle = Number(REFERENCE.rates[currency as keyof typeof REFERENCE.rates]);
    const rates = days(currency);
    expect(Math.max(...rates)).toBeLessThan(middle * 1.2);
    expect(Math.min(...rates)).toBeGreaterThan(middle / 1.2);
    const steps = rates.slice(1).map((rate, i) => Math.abs(rates[i]! / rate - 1));
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    expect(mean).toBeGreaterThan(0.00001);
    expect(mean).toBeLessThan(0.01);
  });

  it('moves within seconds, in steps that are small beside those of a day', () => {
    const seconds = Array.from({ length: 600 }, (_, second) => simulatedRate('GBP', NOW - second * 1_000));
    expect(new Set(seconds).size).toBeGreaterThan(100);
    const steps = seconds.slice(1).map((rate, i) => Math.abs(Number(seconds[i]) / Number(rate) - 1));
    expect(Math.max(...steps)).toBeLessThan(0.0005);
  });

  it('keeps currencies together that belong together, and others apart', () => {
    const dollars = days('USD');
    const ratio = days('HKD').map((rate, i) => rate / dollars[i]!);
    expect(Math.max(...ratio) / Math.min(...ratio)).toBeLessThan(1.01);
    const apart = days('JPY').map((rate, i) => rate / dollars[i]!);
    expect(Math.max(...apart) / Math.min(...apart)).toBeGreaterThan(1.02);
  });

  it('is always written as wide, so that no column trembles', () => {
    const widths = Array.from({ length: 200 }, (_, i) => simulatedRate('USD', NOW - i * 1_000).length);
    expect(new Set(widths)).toEqual(new Set(['1.16845'.length]));
  });
});

describe('simulated rates', () => {
  const rates = new SimulatedRates(() => NOW);

  it('say of themselves what they are', () => {
    expect(rates.status()).toMatchObject({ state: 'live', provider: 'simulated', simulated: true, fault: null });
    expect(rates.rates().get('USD')).toMatchObject({
      day: '2026-04-13',
      source: 'European Central Bank',
      provider: 'simulated',
      at: Math.floor(NOW / 1_000) * 1_000,
    });
  });

  it('have a past that meets the present', async () => {
    const window = windowOf('day', NOW);
    const line = await rates.line('USD', window);
    expect(line[0]![0]).toBe(window.from);
    expect(line.at(-1)).toEqual([NOW, Number(simulatedRate('USD', NOW))]);
    expect(line.map(([at]) => at)).toEqual(line.map(([at]) => at).toSorted((a, b) => a - b));
    expect(line.length).toBeGreaterThan(140);
    expect(rates.sparks().get('USD')).toHaveLength(32);
    expect(rates.sparks().get('USD')!.at(-1)).toBe(Number(rates.rates().get('USD')!.rate));
    expect(await rates.line('ZZZ', window)).toEqual([]);
  });
});

const published = 'fx/eurofxref-daily-2026-04-13.csv';
describe.skipIf(missing(published))(`the table that they walk around${missing(published)}`, () => {
  it('is what the bank published', () => {
    const [names = [], rates = []] = recorded(published)
      .split('\n')
      .map((line) => line.split(',').map((cell) => cell.trim()));
    const pairs = names.slice(1).map((name, i): [string, string] => [name, rates[i + 1] ?? '']);
    expect(rates[0]).toBe('13 April 2026');
    expect(REFERENCE.rates).toEqual(Object.fromEntries(pairs.filter(([name]) => name !== '')));
  });
});
