/**
 * A value that stands still while somebody points at what shows it, so that a price that moves never changes what is about
 * to be pressed. The house refuses a bid that has become too low; it is never silently made higher.
 */
export class Held<T> {
  readonly #now: () => T;
  #kept = $state.raw<{ value: T } | null>(null);

  constructor(now: () => T) {
    this.#now = now;
  }

  get value(): T {
    return this.#kept ? this.#kept.value : this.#now();
  }

  /** Listeners for the element that shows the value. */
  readonly watch = {
    onpointerover: (event: PointerEvent): void => {
      const pressable = event.target instanceof Element && event.target.closest('button') !== null;
      this.#kept = pressable ? (this.#kept ?? { value: this.#now() }) : null;
    },
    onpointerleave: (): void => {
      this.#kept = null;
    },
    onclick: (): void => {
      this.#kept = null;
    },
  };
}
