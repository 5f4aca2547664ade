import type { WidgetTrust } from '@rostrum/contract';

/** Why a widget shows nothing: the house does not trust the page, the page may not ask it, or it does not answer. */
export type Hindrance = 'untrusted' | 'no-origin' | 'policy' | 'unreachable' | 'no-house';

/** What keeps every widget of the page from showing anything. */
export class Hindered extends Error {
  override readonly name = 'Hindered';
  readonly hindrance: Hindrance;

  constructor(hindrance: Hindrance) {
    super(hindrance);
    this.hindrance = hindrance;
  }
}

const POLICY_WAIT_MS = 100;

/** Where the page stands, as far as it matters here. */
export interface Asking {
  house: string;
  pageOrigin: string;
  fetch: typeof fetch;
  /** Whether the page's own policy stopped a request to the house. */
  stoppedByPolicy(): boolean;
}

/**
 * Asks the house whether it trusts this page, before anything else: a WebSocket that is refused and an answer that CORS
 * hides give a page no reason, and an untrusted page shall not knock again and again. Throws Hindered.
 */
export async function askTrust({ house, pageOrigin, fetch, stoppedByPolicy }: Asking): Promise<void> {
  if (pageOrigin === house) return;
  if (pageOrigin === 'null') throw new Hindered('no-origin');
  let answer: WidgetTrust;
  try {
    const response = await fetch(`${house}/api/widget/trust`, { credentials: 'omit', cache: 'no-store' });
    answer = (await response.json()) as WidgetTrust;
  } catch {
    // The browser tells of a policy a moment after the request has failed.
    await new Promise((resolve) => setTimeout(resolve, POLICY_WAIT_MS));
    throw new Hindered(stoppedByPolicy() ? 'policy' : 'unreachable');
  }
  if (!answer.trusted) throw new Hindered('untrusted');
}
