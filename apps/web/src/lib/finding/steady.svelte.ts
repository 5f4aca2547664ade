/** After a touch a person may look where to press next. */
const TOUCH_MS = 2_000;

/**
 * A list that keeps its order while somebody points at it, has the keyboard in it or has just touched it, so that rows
 * never move under a finger. `source` names what the list is made from: another source is shown at once.
 */
export class Steady<T> {
  readonly #now: () => readonly T[];
  readonly #source: () => unknown;
  #held = $state(false);
  #kept = $state.raw<{ source: unknown; items: readonly T[] } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => readonly T[], source: () => unknown) {
    this.#now = now;
    this.#source = source;
  }

  get items(): readonly T[] {
    const kept = this.#kept;
    return this.#held && kept !== null && kept.source === this.#source() ? kept.items : this.#now();
  }

  #hold(): void {
    clearTimeout(this.#timer);
    if (this.#held && this.#kept?.source === this.#source()) return;
    this.#kept = { source: this.#source(), items: this.#now() };
    this.#held = true;
  }

  #release(afterMs: number): void {
    clearTimeout(this.#timer);
    if (afterMs === 0) this.#held = false;
    else this.#timer = setTimeout(() => (this.#held = false), afterMs);
  }

  /** Listeners for the element that shows the list. */
  readonly watch = {
    onpointerenter: (): void => this.#hold(),
    onpointerdown: (): void => this.#hold(),
    onpointerleave: (event: PointerEvent): void => this.#release(event.pointerType === 'touch' ? TOUCH_MS : 0),
    onfocusin: (): void => this.#hold(),
    onfocusout: (): void => this.#release(0),
  };
}
