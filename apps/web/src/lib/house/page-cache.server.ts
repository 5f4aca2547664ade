/** How long a page is kept after it was begun, in ms. What moves on it comes live once it is open. */
const FRESH_MS = 1_000;

interface Kept {
  status: number;
  headers: [string, string][];
  bytes: ArrayBuffer;
}

interface Entry {
  begunAt: number;
  /** False while it is being rendered: then it is shared, however long that takes. */
  done: boolean;
  /** Null where it turned out to be for one visitor only. */
  page: Promise<Kept | null>;
}

/**
 * Pages that strangers share: whoever asks for one that is being rendered, or was a moment ago, gets that one. So a crowd
 * that follows a link costs one page a second, and bids are not kept waiting behind it.
 */
export class PageCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  /** `now` is a monotonic clock, in ms. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The page under `key`, which must name all that it depends on. What is no page for everybody is rendered for each. */
  async answer(key: string, render: () => Promise<Response>): Promise<Response> {
    this.#forgetOld();
    const entry = this.#entries.get(key);
    if (!entry) return this.#renderFirst(key, render);
    const kept = await entry.page;
    return kept ? new Response(kept.bytes, kept) : render();
  }

  async #renderFirst(key: string, render: () => Promise<Response>): Promise<Response> {
    const rendered = render();
    const page = rendered.then(keep, () => null);
    const entry: Entry = { begunAt: this.#now(), done: false, page };
    this.#entries.set(key, entry);
    const kept = await page;
    entry.done = true;
    if (!kept) this.#entries.delete(key);
    return kept ? new Response(kept.bytes, kept) : rendered;
  }

  #forgetOld(): void {
    const oldest = this.#now() - FRESH_MS;
    for (const [key, { begunAt, done }] of this.#entries) {
      if (begunAt > oldest) return;
      if (done) this.#entries.delete(key);
    }
  }
}

/** A page as it can be sent again; null where it is no whole page, or sets a cookie. */
async function keep(response: Response): Promise<Kept | null> {
  const { status, headers } = response;
  const isPage = status === 200 && headers.get('content-type')?.startsWith('text/html') === true;
  if (!isPage || headers.has('set-cookie') || headers.get('cache-control')?.includes('no-store')) return null;
  return { status, headers: [...headers], bytes: await response.arrayBuffer() };
}
