/** A moment of a course: when, and the rate. */
export type CoursePoint = readonly [at: number, rate: number];

/** Within what time, in epoch ms. */
export interface Window {
  from: number;
  to: number;
}

/** A course with what came since, within its window, which ends now. The last rate holds until `to`, where it is live. */
export function courseUntil(
  past: readonly CoursePoint[],
  fresh: readonly CoursePoint[],
  { from, to }: Window,
  live: boolean,
): CoursePoint[] {
  const lastPast = past.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
  const all = [...past, ...fresh.filter(([at]) => at > lastPast)];
  const points = all.filter(([at]) => at >= from && at <= to);
  const last = points.at(-1);
  if (live && last && last[0] < to) points.push([to, last[1]]);
  return points;
}

/** At most so many of a course: the highest and the lowest of every stretch, and both ends. Nothing is averaged. */
export function thinned(points: readonly CoursePoint[], most: number): CoursePoint[] {
  if (points.length <= most) return [...points];
  const size = Math.ceil((points.length * 2) / (most - 2));
  const kept = new Set<CoursePoint>([points[0]!, points.at(-1)!]);
  for (let from = 0; from < points.length; from += size) {
    const stretch = points.slice(from, from + size);
    kept.add(stretch.reduce((low, point) => (point[1] < low[1] ? point : low)));
    kept.add(stretch.reduce((high, point) => (point[1] > high[1] ? point : high)));
  }
  return points.filter((point) => kept.has(point));
}

/** First, last, lowest and highest rate; null of an empty course. */
export function extentOf(
  points: readonly CoursePoint[],
): { first: number; last: number; low: number; high: number } | null {
  if (points.length === 0) return null;
  const rates = points.map(([, rate]) => rate);
  return { first: rates[0]!, last: rates.at(-1)!, low: Math.min(...rates), high: Math.max(...rates) };
}

/** A window drawn closer or wider around a moment, within the whole one; null where that is all of it. */
export function zoomed(whole: Window, now: Window, around: number, factor: number, leastMs: number): Window | null {
  const span = Math.max(leastMs, (now.to - now.from) * factor);
  if (span >= whole.to - whole.from) return null;
  const part = (around - now.from) / (now.to - now.from);
  return within(whole, around - span * part, span);
}

/** A window of this length, moved so that it lies within the whole one. */
export function within(whole: Window, from: number, span: number): Window {
  const start = Math.min(Math.max(whole.from, from), whole.to - span);
  return { from: start, to: start + span };
}
