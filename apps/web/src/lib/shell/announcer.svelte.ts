const OTHERS_EVERY_MS = 10_000;
/** A region has to be empty for a moment, or the same words twice are not spoken twice. */
const EMPTY_MS = 60;

/**
 * Feeds the page's one polite live region. What concerns the visitor is said at once; what others do at most every ten
 * seconds, and then only the newest.
 */
class Announcer {
  text = $state('');
  #saidAt = Number.NEGATIVE_INFINITY;
  #saying: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** Says it at once. */
  say(text: string): void {
    clearTimeout(this.#saying);
    clearTimeout(this.#waiting);
    this.#saidAt = performance.now();
    this.text = '';
    this.#saying = setTimeout(() => (this.text = text), EMPTY_MS);
  }

  /** Says it when ten seconds have passed since the last words; newer words take its place. */
  mention(text: string): void {
    const wait = this.#saidAt + OTHERS_EVERY_MS - performance.now();
    if (wait <= 0) return this.say(text);
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.say(text), wait);
  }
}

export const announcer = new Announcer();
