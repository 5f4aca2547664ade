import { describe, expect, it } from 'vitest';
import { courseUntil, extentOf, thinned, within, zoomed, type CoursePoint } from './course.ts';

const points = (...rates: number[]): CoursePoint[] => rates.map((rate, index) => [index * 10, rate]);

describe('a course', () => {
  it('goes on with what is newer, and holds until now', () => {
    const fresh: CoursePoint[] = [
      [10, 9],
      [25, 3],
    ];
    expect(courseUntil(points(1, 2), fresh, { from: 0, to: 40 }, true)).toEqual([
      [0, 1],
      [10, 2],
      [25, 3],
      [40, 3],
    ]);
  });

  it('of rates that stand still ends where they were heard', () => {
    expect(courseUntil(points(1, 2), [], { from: 0, to: 40 }, false).at(-1)).toEqual([10, 2]);
  });

  it('leaves out what its window has left behind', () => {
    expect(courseUntil(points(1, 2, 3), [], { from: 5, to: 20 }, true)).toEqual([
      [10, 2],
      [20, 3],
    ]);
  });

  it('is thinned without losing its ends, its peak or its trough', () => {
    const long = Array.from({ length: 1_000 }, (_, index): CoursePoint => [index, index === 333 ? 9 : 1 + index / 1e4]);
    long[700] = [700, 0.1];
    const few = thinned(long, 60);
    expect(few.length).toBeLessThanOrEqual(60);
    for (const point of [long[0], long[333], long[700], long[999]]) expect(few).toContain(point);
    expect(few.map(([at]) => at)).toEqual(few.map(([at]) => at).sort((a, b) => a - b));
    expect(thinned(long.slice(0, 60), 60)).toEqual(long.slice(0, 60));
  });

  it('knows how far it went', () => {
    expect(extentOf(points(2, 1, 4, 3))).toEqual({ first: 2, last: 3, low: 1, high: 4 });
    expect(extentOf([])).toBeNull();
  });
});

describe('closer and wider', () => {
  const whole = { from: 0, to: 1_000 };
  it('keeps the moment where it was', () => {
    expect(zoomed(whole, whole, 250, 0.5, 10)).toEqual({ from: 125, to: 625 });
  });
  it('stays within the whole', () => {
    expect(zoomed(whole, { from: 0, to: 500 }, 0, 1.5, 10)).toEqual({ from: 0, to: 750 });
    expect(within(whole, 900, 300)).toEqual({ from: 700, to: 1_000 });
    expect(within(whole, -50, 300)).toEqual({ from: 0, to: 300 });
  });
  it('is all again when it is wide enough, and never closer than the least', () => {
    expect(zoomed(whole, { from: 0, to: 600 }, 300, 2, 10)).toBeNull();
    expect(zoomed(whole, { from: 500, to: 512 }, 506, 0.5, 10)).toEqual({ from: 501, to: 511 });
  });
});
