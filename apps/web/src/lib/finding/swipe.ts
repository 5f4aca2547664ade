/** In CSS pixels and ms: shorter is a tap or a tremble, slower is reading with a finger. */
const LENGTH_MIN = 64;
const LASTS_MAX_MS = 600;
/** How much wider than high a swipe is. */
const SLANT_MIN = 2;
/** The edges belong to the browser's own way back. */
const EDGE = 28;

interface Start {
  x: number;
  y: number;
  at: number;
}

/** Knows a horizontal swipe of one finger from scrolling, zooming and everything that moves sideways itself. */
export class Swipe {
  readonly #swiped: (way: 'previous' | 'next') => void;
  #start: Start | null = null;

  /** `swiped` is told the lot's way: a page pushed to the left brings the next one. */
  constructor(swiped: (way: 'previous' | 'next') => void) {
    this.#swiped = swiped;
  }

  start(event: TouchEvent): void {
    const [touch] = event.touches;
    const alone = touch !== undefined && event.touches.length === 1;
    this.#start =
      alone && !atEdge(touch.clientX) && !isZoomed() && !movesItself(event.target)
        ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp }
        : null;
  }

  end(event: TouchEvent): void {
    const start = this.#start;
    const [touch] = event.changedTouches;
    this.#start = null;
    if (!start || !touch || event.touches.length > 0 || event.timeStamp - start.at > LASTS_MAX_MS) return;
    const [dx, dy] = [touch.clientX - start.x, touch.clientY - start.y];
    if (Math.abs(dx) < LENGTH_MIN || Math.abs(dx) < SLANT_MIN * Math.abs(dy)) return;
    this.#swiped(dx < 0 ? 'next' : 'previous');
  }

  cancel(): void {
    this.#start = null;
  }
}

function atEdge(x: number): boolean {
  return x < EDGE || x > innerWidth - EDGE;
}

function isZoomed(): boolean {
  return (visualViewport?.scale ?? 1) > 1.01;
}

/** Fields, dialogs, what scrolls sideways, and what says so: a gallery of several pictures, a picture that is zoomed. */
function movesItself(target: EventTarget | null): boolean {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    if (element.matches('input, textarea, select, dialog, [role=dialog], [data-noswipe]')) return true;
    if (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)) {
      return true;
    }
  }
  return false;
}
