import type { PublicLotEvent } from '@rostrum/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LotRing, RING_SIZE } from './lot-ring.ts';

const event = (version: number): PublicLotEvent => ({ type: 'LotPaused', version, at: version });
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const versions = (events: PublicLotEvent[] | null): number[] | null => events && events.map((each) => each.version);

function ringOf(from: number, to: number): LotRing {
  const ring = new LotRing();
  for (const version of range(from, to)) ring.push(event(version));
  return ring;
}

describe('LotRing', () => {
  it('keeps the last events and no more', () => {
    const ring = ringOf(1, RING_SIZE + 10);
    expect(ring.between(9, RING_SIZE + 10)).toBeNull();
    expect(versions(ring.between(10, RING_SIZE + 10))).toEqual(range(11, RING_SIZE + 10));
  });

  it('never hands out a piece', () => {
    const ring = ringOf(5, 9);
    expect(ring.between(3, 9)).toBeNull();
    expect(ring.between(4, 10)).toBeNull();
    expect(versions(ring.between(4, 9))).toEqual([5, 6, 7, 8, 9]);
    expect(versions(ring.between(9, 9))).toEqual([]);
    expect(new LotRing().between(0, 1)).toBeNull();
  });

  it('takes a page where it has the whole of it', () => {
    expect(versions(ringOf(1, 9).between(2, 9, 3))).toEqual([3, 4, 5]);
  });

  it('begins anew with an event that does not follow on', () => {
    const ring = ringOf(1, 3);
    ring.push(event(7));
    expect(ring.between(2, 7)).toBeNull();
    expect(versions(ring.between(6, 7))).toEqual([7]);
  });

  it('is filled from the ledger in front of what came meanwhile', () => {
    const ring = ringOf(8, 10);
    ring.fill(range(3, 9).map(event));
    expect(versions(ring.between(2, 10))).toEqual(range(3, 10));
  });

  it('gives all events of a span or none, whatever came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(600), { maxLength: 400 }), fc.nat(600), fc.nat(600), (pushed, after, upTo) => {
        const ring = new LotRing();
        for (const version of pushed) ring.push(event(version));
        const got = versions(ring.between(after, upTo));
        if (got) expect(got).toEqual(range(after + 1, upTo));
      }),
    );
  });
});
