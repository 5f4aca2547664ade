import type { AuctionSummary } from '@rostrum/contract';
import { HouseError } from './house-error.ts';
import type { LotsChannel } from './lots-channel.ts';
import type { RestClient } from './rest-client.ts';
import type { Timing } from './timing.ts';

const AT_ONCE = 6;
/** The wait for the next round is at least this many times what the last one took: a house that is slow is asked less. */
const REST = 4;

/** What a round heard of the house: nothing; that it is there again; all that was asked. */
export type PollOutcome = 'silence' | 'sign of life' | 'answers';

/** Asks over REST for everything that is watched, for networks where sockets do not pass. */
export class Poller {
  readonly #rest: RestClient;
  readonly #lots: LotsChannel;
  readonly #timing: Timing;
  readonly #beside: () => Promise<unknown>;
  readonly #tell: (outcome: PollOutcome) => void;
  readonly #random: () => number;
  readonly #slugs = new Map<string, string>();
  #round = 0;
  #running = false;
  #silent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `beside` runs once a round and throws where the house does not answer. */
  constructor(
    rest: RestClient,
    lots: LotsChannel,
    timing: Timing,
    beside: () => Promise<unknown>,
    tell: (outcome: PollOutcome) => void,
    random: () => number,
  ) {
    this.#rest = rest;
    this.#lots = lots;
    this.#timing = timing;
    this.#beside = beside;
    this.#tell = tell;
    this.#random = random;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.#go(++this.#round);
  }

  stop(): void {
    this.#running = false;
    this.#round += 1;
    clearTimeout(this.#timer);
  }

  async #go(round: number): Promise<void> {
    const begun = performance.now();
    const current = (): boolean => round === this.#round;
    const outcome = await this.#ask(current);
    if (!current()) return;
    this.#silent = outcome === 'silence';
    this.#tell(outcome);
    const rest = this.#silent ? 0 : Math.min(REST * (performance.now() - begun), this.#timing.backoffMaxMs);
    const wait = Math.max(this.#timing.pollEveryMs, rest);
    // Between half and one and a half of it, so that a crowd that lost its connections at once does not poll in step.
    this.#timer = setTimeout(() => void this.#go(round), wait * (0.5 + this.#random()));
  }

  /** A house that was away takes sockets too: were it asked for everything, a crowd that comes back would be in its own way. */
  async #ask(current: () => boolean): Promise<PollOutcome> {
    if (!(await isAnswered(this.#beside))) return 'silence';
    if (this.#silent) return 'sign of life';
    const { lots, auctions } = this.#lots.watched();
    const tasks = [
      ...auctions.map((id) => () => this.#auction(id, current)),
      ...lots.map((id) => () => this.#lot(id, current).catch((cause: unknown) => this.#refused(id, cause))),
    ];
    const worker = async (): Promise<void> => {
      for (let task = tasks.shift(); task && current(); task = tasks.shift()) await isAnswered(task);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return 'answers';
  }

  /** By version where something is known, so that no event is left out; else the whole state. */
  async #lot(lotId: string, current: () => boolean): Promise<void> {
    const { book } = this.#lots;
    const known = book.get(lotId);
    if (known) {
      const page = await this.#rest.lotEvents(lotId, { since: known.version, limit: 200 });
      if (!current()) return;
      const verdict = book.apply({ lotId, epoch: page.epoch, events: page.items }, 'poll');
      if (verdict !== 'gap' && verdict !== 'epoch' && (book.get(lotId)?.version ?? 0) >= page.version) return;
    }
    const lot = await this.#rest.lot(lotId);
    if (current()) book.replace(lot, 'poll');
  }

  #refused(lotId: string, cause: unknown): never {
    if (cause instanceof HouseError && cause.code === 'LOT_UNKNOWN') this.#lots.removed([lotId]);
    throw cause;
  }

  async #auction(auctionId: string, current: () => boolean): Promise<void> {
    const slug = await this.#slugOf(auctionId);
    if (slug === undefined) return;
    let cursor: string | null = null;
    do {
      const page = await this.#rest.auctionLots(slug, { limit: 200, ...(cursor === null ? {} : { cursor }) });
      if (!current()) return;
      for (const lot of page.items) this.#lots.book.replace(lot, 'poll');
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  async #slugOf(auctionId: string): Promise<string | undefined> {
    let cursor: string | null = null;
    while (!this.#slugs.has(auctionId)) {
      const page: { items: AuctionSummary[]; nextCursor: string | null } = await this.#rest.auctions({
        limit: 200,
        ...(cursor === null ? {} : { cursor }),
      });
      for (const auction of page.items) this.#slugs.set(auction.id, auction.slug);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    return this.#slugs.get(auctionId);
  }
}

/** A refusal is an answer too: the house is there. */
async function isAnswered(task: () => Promise<unknown>): Promise<boolean> {
  try {
    await task();
    return true;
  } catch (cause) {
    return cause instanceof HouseError;
  }
}
