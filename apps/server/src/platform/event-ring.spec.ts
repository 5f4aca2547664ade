import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventRing, RING_SIZE } from './event-ring.ts';

interface Numbered {
  version: number;
  text: string;
}

const event = (version: number): Numbered => ({ version, text: `${version}` });
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const versions = (events: Numbered[] | null): number[] | null => events && events.map((each) => each.version);

function ringOf(from: number, to: number): EventRing<Numbered> {
  const ring = new EventRing<Numbered>();
  for (const version of range(from, to)) ring.push(event(version));
  return ring;
}

describe('EventRing', () => {
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
    expect(new EventRing<Numbered>().between(0, 1)).toBeNull();
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

  it('forgets what must not be told again, and no version', () => {
    const ring = ringOf(1, 3);
    ring.rewrite((known) => (known.version === 2 ? { ...known, text: '' } : known));
    expect(ring.between(0, 3)?.map(({ text }) => text)).toEqual(['1', '', '3']);
  });

  it('gives all events of a span or none, whatever came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(600), { maxLength: 400 }), fc.nat(600), fc.nat(600), (pushed, after, upTo) => {
        const ring = new EventRing<Numbered>();
        for (const version of pushed) ring.push(event(version));
        const got = versions(ring.between(after, upTo));
        if (got) expect(got).toEqual(range(after + 1, upTo));
      }),
    );
  });
});
