import { everySecond } from './every-second.ts';
import type { OpenHouse } from './house-link.ts';
import type { Language } from './language.ts';

/** One showing of an element: from its coming into the page, or a change of what it shows, to the end of that. */
export class Scene {
  readonly house: OpenHouse;
  readonly language: Language;
  readonly #stops: (() => void)[] = [];
  #over = false;

  constructor(house: OpenHouse, language: Language) {
    this.house = house;
    this.language = language;
  }

  /** Nothing more may be shown. */
  get over(): boolean {
    return this.#over;
  }

  /** An address of the house. */
  address(path: string): string {
    return this.house.about.publicUrl + path;
  }

  onEnd(stop: () => void): void {
    if (this.#over) stop();
    else this.#stops.push(stop);
  }

  /** Does something every second while it lasts. */
  tick(work: () => void): void {
    this.onEnd(everySecond(work));
  }

  end(): void {
    this.#over = true;
    for (const stop of this.#stops.splice(0)) stop();
  }
}
