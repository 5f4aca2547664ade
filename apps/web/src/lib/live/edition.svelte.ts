import { updated } from '$app/state';

/** Which build of the house this page is from, and whether that still is the one that answers. */
class Edition {
  /** True once the page needed a part of itself that went with an earlier build: only loading the page anew brings it. */
  gone = $state(false);

  /** A part did not come: because of the line, or because another build has taken the house over? */
  async missed(): Promise<void> {
    if (await updated.check()) this.gone = true;
  }
}

export const edition = new Edition();
