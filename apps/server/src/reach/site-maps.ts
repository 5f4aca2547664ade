import { Injectable } from '@nestjs/common';
import { SiteMap } from '@rostrum/database';
import { Clock, Env, refuse } from '../platform/index.ts';
import { siteMap, siteMapIndex, type SitePage } from './site-map.xml.ts';

/** Pages in one file; with their languages it is some 2 MB, far below what the protocol allows. */
const PAGES_PER_FILE = 5_000;
/** What the protocol allows in the list of lists. */
const FILES_MAX = 50_000;
/** So long a list stands before it is read again, in ms. It is read by a few programs a day. */
const STANDS_MS = 5 * 60_000;
/** Lists kept at a time. */
const KEPT = 8;

const FILE = /^(pages|auctions-(\d{1,5})|lots-(\d{1,5}))\.xml$/;
const PAGES: readonly SitePage[] = [{ path: '/' }, { path: '/rates' }];

/** The lists of all public pages. */
@Injectable()
export class SiteMaps {
  readonly #kept = new Map<string, { until: number; text: Promise<string> }>();

  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly stored: SiteMap,
  ) {}

  /** The list of the lists. */
  index(): Promise<string> {
    return this.#keep('', async () => {
      const { auctions, lots } = await this.stored.count();
      const files = ['pages.xml', ...filesOf('auctions', auctions), ...filesOf('lots', lots)];
      return siteMapIndex(this.env.publicUrl, files.slice(0, FILES_MAX));
    });
  }

  /** One list. Throws NOT_FOUND. */
  async file(name: string): Promise<string> {
    const [, kind, auctions, lots] = FILE.exec(name) ?? [];
    if (kind === undefined) throw refuse('NOT_FOUND');
    return this.#keep(name, async () => {
      const pages = kind === 'pages' ? PAGES : await this.#stored(auctions, lots);
      if (pages.length === 0) throw refuse('NOT_FOUND');
      return siteMap(this.env.publicUrl, pages);
    });
  }

  async #stored(auctions: string | undefined, lots: string | undefined): Promise<SitePage[]> {
    const part = { page: Number(auctions ?? lots) - 1, size: PAGES_PER_FILE };
    if (part.page < 0) return [];
    const pages = auctions ? await this.stored.auctions(part, this.clock.now()) : await this.stored.lots(part);
    return pages.map(({ name, changedAt }) => ({ path: `/${auctions ? 'auctions' : 'lots'}/${name}`, changedAt }));
  }

  #keep(name: string, read: () => Promise<string>): Promise<string> {
    const now = performance.now();
    const known = this.#kept.get(name);
    if (known && known.until > now) return known.text;
    const text = read();
    this.#kept.delete(name);
    this.#kept.set(name, { until: now + STANDS_MS, text });
    text.catch(() => this.#kept.delete(name));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return text;
  }
}

function filesOf(kind: string, pages: number): string[] {
  return Array.from({ length: Math.ceil(pages / PAGES_PER_FILE) }, (_, index) => `${kind}-${index + 1}.xml`);
}
