import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Consumers, type ConsumerTx, type LedgerEvent, type NoticeRow } from '@rostrum/database';
import { FoldedLots, LotRelay } from '../bidding/index.ts';
import { Bus, Ids, Round } from '../platform/index.ts';
import { toldOf } from './notice.rules.ts';
import { NoticeTail } from './notice.tail.ts';

const BATCH = 500;

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
  );
  readonly #lots = new FoldedLots();
  #unhear: () => void = () => undefined;

  constructor(
    private readonly consumers: Consumers,
    private readonly relay: LotRelay,
    private readonly tail: NoticeTail,
    private readonly bus: Bus,
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
      const rows: Omit<NoticeRow, 'seenAt'>[] = [];
      for (const event of events) rows.push(...(await this.#rowsOf(event, tx)));
      written = rows.length === 0 ? 0 : (await tx.addNotices(rows)).length;
    });
    this.#lots.keep();
    if (written > 0) {
      this.tail.wake();
      this.bus.publish({ kind: 'notices' });
    }
    return count === BATCH;
  }

  async #rowsOf(event: LedgerEvent, tx: ConsumerTx): Promise<Omit<NoticeRow, 'seenAt'>[]> {
    const { before, after } = await this.#lots.apply(event, tx);
    const { lotId, seq, at } = event;
    return toldOf(before, event, after).map((told) => ({ id: this.ids.uuid(), lotId, seq, at, ...told }));
  }
}
