import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Consumers, type ConsumerTx, type LedgerEvent, type NewNotice } from '@rostrum/database';
import { FoldedLots, LotRelay } from '../bidding/index.ts';
import { Ids, Round } from '../platform/index.ts';
import { toldOf } from './notice.rules.ts';
import { NoticeTail } from './notice.tail.ts';
import { watchersOf } from './lot-watchers.ts';

const BATCH = 500;
const POLL_MS = 500;
/** A hot lot makes notices by the hundred: they are written together, so long after the first ones, in ms. */
const REST_MS = 250;

/**
 * Reads the ledger behind its cursor and writes what people are to be told. Cursor and notices move in one transaction,
 * on one node at a time: a crash loses none and doubles none.
 */
@Injectable()
export class NoticeConsumer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(NoticeConsumer.name);
  readonly #round = new Round(
    () => this.#consume(),
    (error) => this.#logger.warn({ msg: 'no notices were written', err: error }),
    POLL_MS,
    REST_MS,
  );
  readonly #lots = new FoldedLots();
  #unhear: () => void = () => undefined;

  constructor(
    private readonly consumers: Consumers,
    private readonly relay: LotRelay,
    private readonly tail: NoticeTail,
    private readonly ids: Ids,
  ) {}

  onApplicationBootstrap(): void {
    this.#unhear = this.relay.onChange(() => this.#round.wake());
    this.#round.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#unhear();
    await this.#round.stop();
  }

  /** One batch. Answers whether more may wait. */
  async #consume(): Promise<boolean> {
    let written = 0;
    this.#lots.begin();
    const count = await this.consumers.run('notices', BATCH, async (events, tx) => {
      const rows = await this.#rowsOf(events, tx);
      written = (await tx.addNotices(rows)).length;
    });
    this.#lots.keep();
    this.tail.written(written);
    return count === BATCH;
  }

  async #rowsOf(events: readonly LedgerEvent[], tx: ConsumerTx): Promise<NewNotice[]> {
    const watchers = await watchersOf(events, tx);
    const rows: NewNotice[] = [];
    for (const event of events) {
      const { before, after } = await this.#lots.apply(event, tx);
      const { lotId, seq, at } = event;
      const told = toldOf(before, event, after, watchers.of(lotId));
      rows.push(...told.map((each) => ({ id: this.ids.uuid(), lotId, seq, at, ...each })));
      watchers.told(lotId, told);
    }
    return rows;
  }
}
