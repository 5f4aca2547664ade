import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounded, fittedSize, FITTING, SCALE_MAX, zoomedAt } from './zoom.ts';

const frame = { width: 400, height: 600 };
const picture = { width: 400, height: 300 };

describe('a picture in its frame', () => {
  it('fits into it, and a small one stays small', () => {
    expect(fittedSize({ width: 1600, height: 1200 }, frame)).toEqual({ width: 400, height: 300 });
    expect(fittedSize({ width: 100, height: 80 }, frame)).toEqual({ width: 150, height: 120 });
  });

  it('stays in the middle while it fits', () => {
    expect(bounded({ scale: 1, x: 90, y: -90 }, picture, frame)).toEqual(FITTING);
    expect(bounded({ scale: 0.2, x: 0, y: 0 }, picture, frame)).toEqual(FITTING);
  });

  it('goes no further than its edges', () => {
    expect(bounded({ scale: 2, x: 900, y: -900 }, picture, frame)).toEqual({ scale: 2, x: 200, y: 0 });
    expect(bounded({ scale: 4, x: -900, y: 900 }, picture, frame)).toEqual({ scale: 4, x: -600, y: 300 });
  });

  it('keeps the spot that is zoomed at in its place', () => {
    const at = { x: 100, y: 0 };
    const near = zoomedAt(FITTING, 2, at, picture, frame);
    expect(near).toEqual({ scale: 2, x: -100, y: 0 });
    expect(zoomedAt(near, 1, at, picture, frame)).toEqual(FITTING);
    expect(zoomedAt(near, 99, at, picture, frame).scale).toBe(SCALE_MAX);
  });

  it('never leaves its bounds, whatever is done', () => {
    const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const moves = fc.array(fc.record({ scale: number, x: number, y: number, dx: number, dy: number }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(moves, (all) => {
        let now = FITTING;
        for (const { scale, x, y, dx, dy } of all) {
          now = zoomedAt(now, scale, { x, y }, picture, frame);
          now = bounded({ ...now, x: now.x + dx, y: now.y + dy }, picture, frame);
          expect(Math.abs(now.x)).toBeLessThanOrEqual(
            Math.max(0, (picture.width * now.scale - frame.width) / 2) + 1e-9,
          );
          expect(Math.abs(now.y)).toBeLessThanOrEqual(
            Math.max(0, (picture.height * now.scale - frame.height) / 2) + 1e-9,
          );
        }
      }),
    );
  });
});
