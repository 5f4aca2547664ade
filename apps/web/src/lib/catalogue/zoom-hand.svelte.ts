import { bounded, fittedSize, FITTING, SCALE_CLOSE, zoomedAt, type Placing, type Size } from './zoom.ts';

/** A finger that moved less than this pressed, in CSS pixels. */
const PRESS_MAX = 8;
const DOUBLE_PRESS_MS = 300;
const SWIPE_MIN = 60;
const WHEEL_STEP = 0.0022;

interface Point {
  x: number;
  y: number;
}

/** What a hand does on a picture: wheel, pinch, double tap, drag; and a swipe to the next one while it fits. */
export class ZoomHand {
  placing = $state.raw<Placing>(FITTING);
  /** Nothing is animated while fingers are on the picture. */
  touching = $state(false);
  readonly #own: () => Size;
  readonly #turn: (by: 1 | -1) => void;
  readonly #pointers = new Map<number, Point>();
  #frame: HTMLElement | null = null;
  #start: Point | null = null;
  #pressedAt = Number.NEGATIVE_INFINITY;

  /** `own` is the picture's size in its file; `turn` asks for the next or the previous picture. */
  constructor(own: () => Size, turn: (by: 1 | -1) => void) {
    this.#own = own;
    this.#turn = turn;
  }

  /** The frame that the picture is placed in. */
  readonly attach = (frame: HTMLElement): (() => void) => {
    this.#frame = frame;
    const sized = new ResizeObserver(() => (this.placing = this.#bounded(this.placing)));
    sized.observe(frame);
    // Not passive: the page behind must not scroll.
    const wheel = (event: WheelEvent): void => this.#wheel(event);
    frame.addEventListener('wheel', wheel, { passive: false });
    return () => {
      sized.disconnect();
      frame.removeEventListener('wheel', wheel);
      this.#frame = null;
    };
  };

  reset(): void {
    this.placing = FITTING;
  }

  /** By keys and buttons: about the middle. */
  zoomBy(factor: number): void {
    this.#zoomTo(this.placing.scale * factor, { x: 0, y: 0 });
  }

  move(dx: number, dy: number): void {
    this.placing = this.#bounded({ ...this.placing, x: this.placing.x + dx, y: this.placing.y + dy });
  }

  readonly onpointerdown = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    this.#frame?.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, pointOf(event));
    this.#start = this.#pointers.size === 1 ? pointOf(event) : null;
    this.touching = true;
  };

  readonly onpointermove = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (!other) {
      if (this.placing.scale > 1) this.move(now.x - before.x, now.y - before.y);
      return;
    }
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const spread = distance(now, other) / Math.max(1, distance(before, other));
    this.#zoomTo(this.placing.scale * spread, this.#fromMiddle(middle));
    this.move((now.x - before.x) / 2, (now.y - before.y) / 2);
  };

  readonly onpointerup = (event: PointerEvent): void => {
    const start = this.#start;
    if (!this.#pointers.delete(event.pointerId)) return;
    this.touching = this.#pointers.size > 0;
    this.#start = null;
    if (!start) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.hypot(dx, dy) < PRESS_MAX) this.#press(event);
    else if (this.placing.scale === 1 && Math.abs(dx) > SWIPE_MIN && Math.abs(dx) > 1.5 * Math.abs(dy)) {
      this.#turn(dx < 0 ? 1 : -1);
    }
  };

  readonly onpointercancel = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    this.#start = null;
    this.touching = this.#pointers.size > 0;
  };

  /** Two presses go close or back. */
  #press(event: PointerEvent): void {
    const double = event.timeStamp - this.#pressedAt < DOUBLE_PRESS_MS;
    this.#pressedAt = double ? Number.NEGATIVE_INFINITY : event.timeStamp;
    if (!double) return;
    if (this.placing.scale > 1) this.reset();
    else this.#zoomTo(SCALE_CLOSE, this.#fromMiddle(pointOf(event)));
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#zoomTo(this.placing.scale * Math.exp(-event.deltaY * WHEEL_STEP), this.#fromMiddle(pointOf(event)));
  }

  #zoomTo(scale: number, at: Point): void {
    const frame = this.#size();
    this.placing = zoomedAt(this.placing, scale, at, fittedSize(this.#own(), frame), frame);
  }

  #bounded(placing: Placing): Placing {
    const frame = this.#size();
    return bounded(placing, fittedSize(this.#own(), frame), frame);
  }

  #size(): Size {
    return { width: this.#frame?.clientWidth ?? 1, height: this.#frame?.clientHeight ?? 1 };
  }

  #fromMiddle({ x, y }: Point): Point {
    const box = this.#frame?.getBoundingClientRect();
    return box ? { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 } : { x: 0, y: 0 };
  }
}

function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
