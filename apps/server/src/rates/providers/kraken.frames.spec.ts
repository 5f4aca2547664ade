import { describe, expect, it } from 'vitest';
import { readKraken } from './kraken.frames.ts';
import { missing, recorded } from './recordings.testing.ts';

const NOW = Date.parse('2026-10-03T20:58:34.000Z');

function ticker(quotation: object): string {
  return JSON.stringify({ channel: 'ticker', type: 'update', data: [{ symbol: 'EUR/USD', ...quotation }] });
}

describe('a frame', () => {
  it('of the ticker gives the middle between bid and ask', () => {
    const text =
      '{"channel":"ticker","type":"update","data":[{"symbol":"EUR/USD","bid":1.16840,"ask":1.16850,"last":1}]}';
    expect(readKraken(text, NOW)).toEqual({
      kind: 'quotes',
      quotes: [{ currency: 'USD', rate: '1.16845', at: NOW, day: '2026-10-03' }],
    });
    expect(readKraken(ticker({ bid: 100, ask: 200, timestamp: '2026-10-03T20:58:33.5Z' }), NOW)).toMatchObject({
      quotes: [{ rate: '150', at: NOW - 500 }],
    });
  });

  it('of another base does not concern us', () => {
    const text = JSON.stringify({ channel: 'ticker', data: [{ symbol: 'BTC/USD', bid: 1, ask: 2 }] });
    expect(readKraken(text, NOW)).toEqual({ kind: 'alive' });
  });

  it.each([
    ['nought', { bid: 0, ask: 1 }, 'malformed'],
    ['less than nought', { bid: -1, ask: 1 }, 'malformed'],
    ['a price in words', { bid: '1.1', ask: 1.2 }, 'malformed'],
    ['no price', { ask: 1.2 }, 'malformed'],
    ['more bid than asked', { bid: 1.3, ask: 1.2 }, 'malformed'],
    ['a rate below all measure', { bid: 1e-9, ask: 1e-9 }, 'malformed'],
    ['a time to come', { bid: 1, ask: 1, timestamp: '2026-10-03T21:00:34Z' }, 'malformed'],
    ['no time', { bid: 1, ask: 1, timestamp: 'yesterday' }, 'malformed'],
    ['a time long past', { bid: 1, ask: 1, timestamp: '2026-10-01T20:58:34Z' }, 'outdated'],
  ])('with %s is refused', (_, quotation, fault) => {
    expect(() => readKraken(ticker(quotation), NOW)).toThrow(expect.objectContaining({ fault }));
  });

  it.each([
    '',
    'null',
    '5',
    '"a"',
    '{}',
    '[]',
    '{"channel":"ticker","data":[]}',
    '{"channel":"ticker"}',
    '{"method":"subscribe"}',
  ])('that is %j is refused', (text) => {
    expect(() => readKraken(text, NOW)).toThrow(expect.objectContaining({ fault: 'malformed' }));
  });
});

const samples = 'ticks/kraken-v2-samples.jsonl';
describe.skipIf(missing(samples))(`recorded frames${missing(samples)}`, () => {
  it('are each what they are', () => {
    const frames = recorded(samples)
      .trim()
      .split('\n')
      .map((line) => readKraken(line, NOW));
    expect(frames).toEqual([
      { kind: 'alive' },
      { kind: 'subscribed', symbol: 'BTC/USD' },
      { kind: 'alive' },
      { kind: 'alive' },
      { kind: 'alive' },
      { kind: 'refused', symbol: 'XBT/USD', why: 'Currency pair not supported XBT/USD' },
    ]);
  });

  it('give a rate where they are of our base', () => {
    const euros = recorded(samples)
      .trim()
      .split('\n')
      .map((line) => line.replaceAll('ALGO/USD', 'EUR/USD'));
    expect(readKraken(euros[2]!, NOW)).toMatchObject({ kind: 'quotes', quotes: [{ rate: '0.131035' }] });
  });
});

const first = 'ticks/cryptofeed.KRAKEN.ws.49.0';
describe.skipIf(missing(first))(`frames of the first protocol${missing(first)}`, () => {
  it('are never taken for rates', () => {
    const lines = recorded(first)
      .split('\n')
      .map((line) => line.slice(line.indexOf(':') + 2));
    for (const line of lines.filter((text) => /^[[{]/.test(text)).slice(0, 500)) {
      const kind = ((): string => {
        try {
          return readKraken(line, NOW).kind;
        } catch {
          return 'refused';
        }
      })();
      expect(kind).not.toBe('quotes');
    }
  });
});
