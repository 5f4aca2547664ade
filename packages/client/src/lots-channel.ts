import type { Activity, Heartbeat, LotEventsFrame, PublicLot, WatchAnswer } from '@rostrum/contract';
import type { Connection, Link } from './connection.ts';
import type { Counters } from './counters.ts';
import { HeadKeeper } from './head-keeper.ts';
import { Listeners } from './listeners.ts';
import { LotBook, type LotUpdate } from './lot-book.ts';
import type { Timing } from './timing.ts';
import { idsOf, keysOf, WatchList, type WatchKey, type WatchTarget } from './watch-list.ts';
import { WatchPump } from './watch-pump.ts';

/** How a lot is being asked for, and the frames that came meanwhile. */
interface Question {
  whole: boolean;
  sent: boolean;
  held: LotEventsFrame[];
}

/** More frames than this are not worth holding: the answer brings their effect. */
const HELD_MAX = 1_000;

/** Live lots: reference-counted watching, resumed by (epoch, version) on every new connection. */
export class LotsChannel {
  /** What the house did lately, newest first in each list. */
  readonly activity = new Listeners<Activity[]>();
  /** How many people look at each lot. */
  readonly presence = new Listeners<Record<string, number>>();
  readonly heartbeats = new Listeners<Heartbeat>();
  /** Lots that the house no longer has. */
  readonly gone = new Listeners<readonly string[]>();
  /** Everything that is watched has been resumed on this connection. */
  readonly resumed = new Listeners<void>();
  readonly book: LotBook;
  readonly #connection: Connection;
  readonly #counters: Counters;
  readonly #list = new WatchList();
  readonly #pump: WatchPump;
  readonly #heads: HeadKeeper;
  readonly #questions = new Map<string, Question>();

  constructor(connection: Connection, counters: Counters, timing: Timing) {
    this.#connection = connection;
    this.#counters = counters;
    this.book = new LotBook(counters);
    this.#heads = new HeadKeeper(
      this.book,
      {
        each: (lotId) => this.#list.has(`lot:${lotId}`),
        asking: (lotId) => this.#questions.has(lotId),
        behind: (lotId) => {
          counters.gaps += 1;
          this.#askAgain(lotId, false);
        },
        differs: (lotId) => {
          counters.checksumMismatches += 1;
          this.#askAgain(lotId, true);
        },
        // The answer tells whether it is gone.
        missing: (lotId) => this.#askAgain(lotId, true),
      },
      timing,
    );
    this.#pump = new WatchPump(
      {
        link: () => connection.link,
        positionOf: (lotId) => this.#positionOf(lotId),
        asked: (keys) => this.#asked(keys),
        answered: (keys, answer) => this.#answered(keys, answer),
        refused: (keys) => {
          for (const id of idsOf(keys, 'lot')) this.#questions.delete(id);
          this.removed(idsOf(keys, 'lot'));
          for (const id of idsOf(keys, 'auction')) this.removed(this.book.lotsOf(id));
        },
        idle: () => this.resumed.tell(),
        dead: () => connection.renew(),
      },
      timing,
    );
    connection.ups.add((link) => this.#listen(link));
    connection.downs.add(() => this.#questions.clear());
  }

  /** The state of a lot as far as it is known. */
  get(lotId: string): PublicLot | undefined {
    return this.book.get(lotId);
  }

  /** Gives a state that came with the page, so that watching resumes from it. */
  seed(lots: Iterable<PublicLot>): void {
    for (const lot of lots) this.book.seed(lot);
  }

  /**
   * Watches until the answer is called. `hear` is told of every change of the lots that the target names; a state that is
   * known already is read with `get`.
   */
  watch(target: WatchTarget, hear?: (update: LotUpdate) => void): () => void {
    const keys = keysOf(target);
    const lots = new Set('lots' in target ? target.lots : []);
    const concerns = (lot: PublicLot): boolean =>
      'auction' in target ? lot.auctionId === target.auction : lots.has(lot.id);
    const deafen = hear && this.book.updates.add((update) => void (concerns(update.lot) && hear(update)));
    this.#want(this.#list.add(keys));
    let over = false;
    return () => {
      if (over) return;
      over = true;
      deafen?.();
      this.#release(this.#list.remove(keys));
    };
  }

  /** What is watched, for those who ask in another way. */
  watched(): { lots: string[]; auctions: string[] } {
    const keys = this.#list.keys();
    return { lots: idsOf(keys, 'lot'), auctions: idsOf(keys, 'auction') };
  }

  /** The house does not know these lots. */
  removed(lotIds: readonly string[]): void {
    for (const id of lotIds) this.book.forget(id);
    if (lotIds.length > 0) this.gone.tell(lotIds);
  }

  /** Asks for what was missed, as after a sleep. */
  resync(): void {
    if (this.#connection.link === null) return;
    this.#want(this.#list.keys());
  }

  #listen({ lots }: Link): void {
    lots.on('lot.events', (frame) => this.#frame(frame));
    lots.on('lot.prices', ({ lots: states }) => {
      for (const state of states) this.#price(state);
    });
    lots.on('activity', ({ items }) => this.activity.tell(items));
    lots.on('presence', ({ counts }) => this.presence.tell(counts));
    lots.on('heartbeat', (beat) => {
      this.heartbeats.tell(beat);
      this.#heads.compare(beat.heads);
      this.#heads.missed(beat.heads, this.#shown());
    });
    this.#questions.clear();
    const keys = this.#list.keys();
    for (const id of idsOf(keys, 'lot')) this.#questions.set(id, { whole: false, sent: false, held: [] });
    this.#pump.reset(keys);
  }

  /** Lots that are watched, by themselves or with their auction, and known here. */
  #shown(): string[] {
    const { lots, auctions } = this.watched();
    const own = lots.filter((id) => this.book.get(id));
    return [...new Set([...own, ...auctions.flatMap((id) => this.book.lotsOf(id))])];
  }

  #want(keys: WatchKey[]): void {
    if (this.#connection.link === null) return;
    for (const id of idsOf(keys, 'lot')) {
      if (!this.#questions.has(id)) this.#questions.set(id, { whole: false, sent: false, held: [] });
    }
    this.#pump.want(keys);
  }

  #release(keys: WatchKey[]): void {
    for (const id of idsOf(keys, 'lot')) {
      this.#questions.delete(id);
      const auctionId = this.book.get(id)?.auctionId;
      if (!auctionId || !this.#list.has(`auction:${auctionId}`)) this.book.forget(id);
    }
    if (this.#connection.link !== null) this.#pump.drop(keys);
  }

  #positionOf(lotId: string): { epoch?: string; version?: number } {
    const lot = this.book.get(lotId);
    return lot && !this.#questions.get(lotId)?.whole ? { epoch: lot.epoch, version: lot.version } : {};
  }

  #asked(keys: readonly WatchKey[]): void {
    for (const id of idsOf(keys, 'lot')) {
      const question = this.#questions.get(id);
      if (question) question.sent = true;
    }
  }

  /** Asks again for one lot: by version, or for its whole state. */
  #askAgain(lotId: string, whole: boolean, held: LotEventsFrame[] = []): void {
    if (this.#list.has(`lot:${lotId}`)) {
      this.#questions.set(lotId, { whole, sent: false, held });
      this.#pump.want([`lot:${lotId}`]);
      return;
    }
    const auctionId = this.book.get(lotId)?.auctionId;
    if (auctionId && this.#list.has(`auction:${auctionId}`)) this.#pump.want([`auction:${auctionId}`]);
  }

  #frame(frame: LotEventsFrame): void {
    const question = this.#questions.get(frame.lotId);
    if (question) {
      if (question.held.length < HELD_MAX) question.held.push(frame);
      return;
    }
    const verdict = this.book.apply(frame, 'events');
    if (!this.#list.has(`lot:${frame.lotId}`)) return;
    if (verdict === 'gap') {
      this.#counters.gaps += 1;
      this.#askAgain(frame.lotId, false, [frame]);
    } else if (verdict === 'epoch') this.#askAgain(frame.lotId, true, [frame]);
  }

  /** A lot whose every event is wanted takes a newer price only as a sign that events are on their way. */
  #price(state: PublicLot): void {
    const known = this.book.get(state.id);
    if (known && known.epoch === state.epoch && this.#list.has(`lot:${state.id}`)) {
      this.#heads.compare({ [state.id]: [Math.max(state.version, known.version), state.checksum] }, 'ticker');
    } else this.book.replace(state, 'prices');
  }

  #answered(keys: readonly WatchKey[], answer: Extract<WatchAnswer, { ok: true }>): void {
    for (const watched of answer.lots) {
      const question = this.#questions.get(watched.id);
      // Given up, or wanted anew meanwhile and therefore asked again.
      if (!question?.sent) continue;
      this.#questions.delete(watched.id);
      let whole: boolean | null = null;
      if (watched.mode === 'snapshot') {
        this.#counters.snapshots += 1;
        this.book.replace(watched.state, 'snapshot');
      } else {
        this.#counters.deltas += 1;
        const verdict = this.book.apply({ ...watched, lotId: watched.id }, 'delta');
        const version = this.book.get(watched.id)?.version ?? -1;
        if (verdict === 'gap' || verdict === 'epoch' || version < watched.version) whole = true;
      }
      for (const frame of question.held) {
        const verdict = whole === null ? this.book.apply(frame, 'events') : 'nothing';
        // Once by version, then the whole state: what cannot be proved complete is not pieced together.
        if (verdict === 'gap') whole = watched.mode === 'delta';
        else if (verdict === 'epoch') whole = true;
      }
      if (whole !== null) this.#askAgain(watched.id, whole, question.held);
    }
    for (const auction of answer.auctions) {
      for (const lot of auction.lots) {
        if (!this.#list.has(`lot:${lot.id}`) || !this.book.get(lot.id)) this.book.replace(lot, 'snapshot');
      }
      const named = new Set(auction.lots.map(({ id }) => id));
      this.removed(this.book.lotsOf(auction.id).filter((id) => !named.has(id)));
    }
    if (answer.activity) this.activity.tell(answer.activity);
    for (const id of idsOf(keys, 'lot')) if (this.#questions.get(id)?.sent) this.#questions.delete(id);
  }
}
