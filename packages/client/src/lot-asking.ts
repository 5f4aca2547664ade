import type { Activity, LotEventsFrame, WatchAnswer, WatchedLot } from '@rostrum/contract';
import type { Connection } from './connection.ts';
import type { Counters } from './counters.ts';
import type { LotBook } from './lot-book.ts';
import type { Timing } from './timing.ts';
import { idsOf, type WatchKey, type WatchList } from './watch-list.ts';
import { WatchPump } from './watch-pump.ts';

/** How a lot is being asked for, and the frames that came meanwhile. */
interface Question {
  whole: boolean;
  sent: boolean;
  held: LotEventsFrame[];
}

/** What the asking works for, and what it tells. */
export interface AskingSide {
  readonly book: LotBook;
  readonly list: WatchList;
  /** The house does not know these lots. */
  removed(lotIds: readonly string[]): void;
  activity(items: Activity[]): void;
  /** Nothing is left to ask on this connection. */
  resumed(): void;
}

/** More frames than this are not worth holding: the answer brings their effect. */
const HELD_MAX = 1_000;

/** Asks where watched lots stand; brings the answers into the book, and the frames that came meanwhile. */
export class LotAsking {
  readonly #connection: Connection;
  readonly #counters: Counters;
  readonly #side: AskingSide;
  readonly #pump: WatchPump;
  readonly #questions = new Map<string, Question>();

  constructor(connection: Connection, counters: Counters, timing: Timing, side: AskingSide) {
    this.#connection = connection;
    this.#counters = counters;
    this.#side = side;
    this.#pump = new WatchPump(
      {
        link: () => connection.link,
        positionOf: (lotId) => this.#positionOf(lotId),
        asked: (keys) => this.#asked(keys),
        answered: (keys, answer) => this.#answered(keys, answer),
        refused: (keys) => this.#refused(keys),
        idle: () => side.resumed(),
        dead: () => connection.renew(),
      },
      timing,
    );
    connection.downs.add(() => this.#questions.clear());
  }

  /** Whether a lot is being asked for. */
  has(lotId: string): boolean {
    return this.#questions.has(lotId);
  }

  /** A new connection: everything is asked for on it. */
  begin(keys: WatchKey[]): void {
    this.#questions.clear();
    this.#open(keys);
    this.#pump.reset(keys);
  }

  want(keys: WatchKey[]): void {
    if (this.#connection.link === null) return;
    this.#open(keys);
    this.#pump.want(keys);
  }

  drop(keys: WatchKey[]): void {
    for (const id of idsOf(keys, 'lot')) this.#questions.delete(id);
    if (this.#connection.link !== null) this.#pump.drop(keys);
  }

  /** Asks again for one lot: by version, or for its whole state. */
  again(lotId: string, whole: boolean, held: LotEventsFrame[] = []): void {
    const { book, list } = this.#side;
    if (list.has(`lot:${lotId}`)) {
      this.#questions.set(lotId, { whole, sent: false, held });
      this.#pump.want([`lot:${lotId}`]);
      return;
    }
    const auctionId = book.get(lotId)?.auctionId;
    if (auctionId && list.has(`auction:${auctionId}`)) this.#pump.want([`auction:${auctionId}`]);
  }

  /** Keeps a frame of a lot that is being asked for until the answer is here; false for any other. */
  hold(frame: LotEventsFrame): boolean {
    const question = this.#questions.get(frame.lotId);
    if (question && question.held.length < HELD_MAX) question.held.push(frame);
    return question !== undefined;
  }

  #open(keys: WatchKey[]): void {
    for (const id of idsOf(keys, 'lot')) {
      if (!this.#questions.has(id)) this.#questions.set(id, { whole: false, sent: false, held: [] });
    }
  }

  #positionOf(lotId: string): { epoch?: string; version?: number } {
    const lot = this.#side.book.get(lotId);
    return lot && !this.#questions.get(lotId)?.whole ? { epoch: lot.epoch, version: lot.version } : {};
  }

  #asked(keys: readonly WatchKey[]): void {
    for (const id of idsOf(keys, 'lot')) {
      const question = this.#questions.get(id);
      if (question) question.sent = true;
    }
  }

  #refused(keys: readonly WatchKey[]): void {
    for (const id of idsOf(keys, 'lot')) this.#questions.delete(id);
    this.#side.removed(idsOf(keys, 'lot'));
    for (const id of idsOf(keys, 'auction')) this.#side.removed(this.#side.book.lotsOf(id));
  }

  #answered(keys: readonly WatchKey[], answer: Extract<WatchAnswer, { ok: true }>): void {
    const { book, list } = this.#side;
    for (const watched of answer.lots) this.#answeredLot(watched);
    for (const auction of answer.auctions) {
      for (const lot of auction.lots) {
        if (!list.has(`lot:${lot.id}`) || !book.get(lot.id)) book.replace(lot, 'snapshot');
      }
      const named = new Set(auction.lots.map(({ id }) => id));
      this.#side.removed(book.lotsOf(auction.id).filter((id) => !named.has(id)));
    }
    if (answer.activity) this.#side.activity(answer.activity);
    for (const id of idsOf(keys, 'lot')) if (this.#questions.get(id)?.sent) this.#questions.delete(id);
  }

  #answeredLot(watched: WatchedLot): void {
    const { book } = this.#side;
    const question = this.#questions.get(watched.id);
    // Given up, or wanted anew meanwhile and therefore asked again.
    if (!question?.sent) return;
    this.#questions.delete(watched.id);
    let whole: boolean | null = null;
    if (watched.mode === 'snapshot') {
      this.#counters.snapshots += 1;
      book.replace(watched.state, 'snapshot');
    } else {
      this.#counters.deltas += 1;
      const verdict = book.apply({ ...watched, lotId: watched.id }, 'delta');
      const version = book.get(watched.id)?.version ?? -1;
      if (verdict === 'gap' || verdict === 'epoch' || version < watched.version) whole = true;
    }
    for (const frame of question.held) {
      const verdict = whole === null ? book.apply(frame, 'events') : 'nothing';
      // Once by version, then the whole state: what cannot be proved complete is not pieced together.
      if (verdict === 'gap') whole = watched.mode === 'delta';
      else if (verdict === 'epoch') whole = true;
    }
    if (whole !== null) this.again(watched.id, whole, question.held);
  }
}
