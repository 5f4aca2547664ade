import type { Heartbeat } from '@rostrum/contract';
import type { LotBook } from './lot-book.ts';
import type { Timing } from './timing.ts';

/** What the keeper asks and tells. */
export interface HeadSide {
  /** Every event of the lot is watched, not only its newest state. */
  each(lotId: string): boolean;
  /** The lot is being asked for already. */
  asking(lotId: string): boolean;
  behind(lotId: string): void;
  /** The server has no head of it any more. */
  missing(lotId: string): void;
  differs(lotId: string): void;
}

/** Compares the server's heads with what is known here: the proof that silence means that nothing happened. */
export class HeadKeeper {
  readonly #book: LotBook;
  readonly #side: HeadSide;
  readonly #timing: Timing;
  /** Heads that differed when last looked at; a whole state that does not cure it is not asked for twice. */
  readonly #disputed = new Map<string, string>();
  /** Lots whose head was behind ours in the last heartbeat. */
  readonly #older = new Set<string>();
  readonly #waiting = new Set<string>();
  /** Watched lots that the last heartbeat did not name. */
  #unnamed = new Set<string>();

  constructor(book: LotBook, side: HeadSide, timing: Timing) {
    this.#book = book;
    this.#side = side;
    this.#timing = timing;
  }

  compare(heads: Heartbeat['heads'], from: 'heartbeat' | 'ticker' = 'heartbeat'): void {
    for (const [lotId, [version, checksum]] of Object.entries(heads)) {
      const lot = this.#book.get(lotId);
      if (!lot || this.#side.asking(lotId)) continue;
      if (version > lot.version) this.#wait(lotId, version);
      else if (from === 'ticker') continue;
      else if (version < lot.version) this.#old(lotId);
      else this.#same(lotId, lot.checksum, `${version}:${checksum}`, checksum);
    }
  }

  /** Looks which of these lots a heartbeat leaves out. Twice in a row is no overtaking: the house may have removed it. */
  missed(heads: Heartbeat['heads'], watched: readonly string[]): void {
    const before = this.#unnamed;
    this.#unnamed = new Set(watched.filter((lotId) => !(lotId in heads) && !this.#side.asking(lotId)));
    for (const lotId of this.#unnamed) if (before.has(lotId)) this.#side.missing(lotId);
  }

  /** Frames are merged for some ms, so a head may overtake them. */
  #wait(lotId: string, version: number): void {
    if (this.#waiting.has(lotId)) return;
    this.#waiting.add(lotId);
    const grace = this.#side.each(lotId) ? this.#timing.headGraceMs : this.#timing.auctionGraceMs;
    setTimeout(() => {
      this.#waiting.delete(lotId);
      const lot = this.#book.get(lotId);
      if (lot && lot.version < version && !this.#side.asking(lotId)) this.#side.behind(lotId);
    }, grace);
  }

  /** A head behind ours twice in a row is no overtaking: the ledger may have begun a new life. */
  #old(lotId: string): void {
    if (this.#older.delete(lotId)) this.#side.behind(lotId);
    else this.#older.add(lotId);
  }

  #same(lotId: string, ours: string, head: string, theirs: string): void {
    this.#older.delete(lotId);
    if (ours === theirs) {
      this.#disputed.delete(lotId);
      return;
    }
    if (this.#disputed.get(lotId) === head) return;
    this.#disputed.set(lotId, head);
    this.#side.differs(lotId);
  }
}
