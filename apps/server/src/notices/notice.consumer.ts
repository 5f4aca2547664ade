import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Consumers, type ConsumerTx, type LedgerEvent, type NoticeRow } from '@rostrum/database';
import { evolve, type Lot, type LotEvent } from '@rostrum/domain';
import { LotRelay } from '../bidding/index.ts';
import { Bus, Ids } from '../platform/index.ts';
import { toldOf } from './notice.rules.ts';
import { NoticeTail } from './notice.tail.ts';
import { Round } from './round.ts';

const BATCH = 500;
/** Lots that are kept as they stood when last told of; others are folded again from the ledger. */
const KEPT_LOTS = 2_000;

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
  #lots = new Map<string, Lot>();
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
    // Only a committed batch may be remembered.
    let folded = new Map<string, Lot>();
    const count = await this.consumers.run('notices', BATCH, async (events, tx) => {
      folded = new Map();
      const rows: Omit<NoticeRow, 'seenAt'>[] = [];
      for (const event of events) rows.push(...(await this.#rowsOf(event, folded, tx)));
      written = rows.length === 0 ? 0 : (await tx.addNotices(rows)).length;
    });
    this.#keep(folded);
    if (written > 0) {
      this.tail.wake();
      this.bus.publish({ kind: 'notices' });
    }
    return count === BATCH;
  }

  async #rowsOf(event: LedgerEvent, folded: Map<string, Lot>, tx: ConsumerTx): Promise<Omit<NoticeRow, 'seenAt'>[]> {
    const before = await this.#before(event, folded, tx);
    const after = evolve(before, event);
    folded.set(event.lotId, after);
    const { lotId, seq, at } = event;
    return toldOf(before, event, after).map((told) => ({ id: this.ids.uuid(), lotId, seq, at, ...told }));
  }

  /** The lot as it stood before an event: as remembered where that is just before it, else folded from the ledger. */
  async #before(event: LedgerEvent, folded: Map<string, Lot>, tx: ConsumerTx): Promise<Lot | null> {
    const known = folded.get(event.lotId) ?? this.#lots.get(event.lotId);
    if (event.seq === 1) return null;
    if (known?.seq === event.seq - 1) return known;
    const events: readonly LotEvent[] = await tx.eventsOf(event.lotId, event.seq - 1);
    return events.reduce<Lot | null>(evolve, null);
  }

  #keep(folded: ReadonlyMap<string, Lot>): void {
    for (const [lotId, lot] of folded) {
      this.#lots.delete(lotId);
      this.#lots.set(lotId, lot);
    }
    for (const oldest of this.#lots.keys()) {
      if (this.#lots.size <= KEPT_LOTS) return;
      this.#lots.delete(oldest);
    }
  }
}
