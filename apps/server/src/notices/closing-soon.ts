import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { WatchLists, type ClosingLot, type NewNotice } from '@rostrum/database';
import { minimumOf } from '@rostrum/domain';
import { Clock, Ids, Round } from '../platform/index.ts';
import { NoticeTail } from './notice.tail.ts';

/** Watchers are told this long before the end, in ms. */
const BEFORE_MS = 5 * 60_000;
/** Nobody minds two seconds in five minutes. */
const EVERY_MS = 2_000;
const BATCH = 100;
/** No event of the ledger is behind these notices: the one of each person and lot is known by this. */
const NO_EVENT = 0;

/**
 * Tells watchers that a lot is about to close, once in its life. It asks for the ends as they are now, so an extension
 * only means that it finds the lot later; lots that came due while no node ran are told of as soon as one does.
 */
@Injectable()
export class ClosingSoon implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(ClosingSoon.name);
  readonly #round = new Round(
    () => this.#tell(),
    (error) => this.#logger.warn({ msg: 'watchers could not be told of a close', err: error }),
    EVERY_MS,
  );

  constructor(
    private readonly watchLists: WatchLists,
    private readonly tail: NoticeTail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  onApplicationBootstrap(): void {
    this.#round.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#round.stop();
  }

  async #tell(): Promise<boolean> {
    const now = this.clock.now();
    const { lots, notices } = await this.watchLists.takeClosing(
      { now, until: now + BEFORE_MS, limit: BATCH },
      (closing) => this.#rowsOf(closing, now),
    );
    this.tail.written(notices);
    return lots === BATCH;
  }

  #rowsOf({ lot, personIds }: ClosingLot, at: number): NewNotice[] {
    const what = { lotId: lot.id, seq: NO_EVENT, topic: 'closing', at };
    const money = { priceMinor: lot.priceMinor, minimumMinor: minimumOf(lot) };
    return personIds.map((personId) => ({ id: this.ids.uuid(), personId, ...what, ...money }));
  }
}
