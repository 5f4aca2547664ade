import { edition } from './edition.svelte.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/**
 * Fetches a part of the page that comes only when it is needed, and asks again until it is there: the line may be down just
 * then, or another build has taken the house over, of which the visitor is told. Never rejects. Browsers fetch a module that
 * failed anew (https://github.com/whatwg/html/pull/10327); in one from before that, the part comes with the next page.
 */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await load();
    } catch {
      void edition.missed();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      fetchSheetsAgain();
    }
  }
}

/** A part's style sheet is asked for once only by the bundler's code, which then takes it as there. */
function fetchSheetsAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (!link.sheet) link.replaceWith(link.cloneNode());
  }
}
