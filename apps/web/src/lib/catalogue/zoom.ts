/** How a picture is placed in its frame: `scale` 1 fits; x and y move its middle, in CSS pixels. */
export interface Placing {
  scale: number;
  x: number;
  y: number;
}

/** Width and height in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

export const SCALE_MAX = 6;
/** What a double tap goes to. */
export const SCALE_CLOSE = 2.5;
export const FITTING: Placing = { scale: 1, x: 0, y: 0 };

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Moves a picture so that none of its edges comes further in than the frame's, and one that fits stays in the middle. */
export function bounded({ scale, x, y }: Placing, picture: Size, frame: Size): Placing {
  const fitted = within(scale, 1, SCALE_MAX);
  const slack = (length: number, room: number): number => Math.max(0, (length * fitted - room) / 2);
  const [sideways, upwards] = [slack(picture.width, frame.width), slack(picture.height, frame.height)];
  // Adding zero makes −0 a plain 0.
  return { scale: fitted, x: within(x, -sideways, sideways) + 0, y: within(y, -upwards, upwards) + 0 };
}

/** Changes the scale while the spot under `at` (from the frame's middle) stays under it. */
export function zoomedAt(now: Placing, scale: number, at: Point, picture: Size, frame: Size): Placing {
  const next = within(scale, 1, SCALE_MAX);
  const ratio = next / now.scale;
  return bounded({ scale: next, x: at.x - (at.x - now.x) * ratio, y: at.y - (at.y - now.y) * ratio }, picture, frame);
}

/** The size at which a picture fits into a frame; a small one grows to half again its own size at most. */
export function fittedSize(own: Size, frame: Size): Size {
  const factor = Math.min(frame.width / own.width, frame.height / own.height, 1.5);
  return { width: own.width * factor, height: own.height * factor };
}
