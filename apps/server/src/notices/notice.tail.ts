import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Notices, type NoticeRow } from '@rostrum/database';
import { Bus, Round } from '../platform/index.ts';

const BATCH = 500;

/** Hears the fresh notices of one person, oldest first. */
export type HearRows = (personId: string, rows: readonly NoticeRow[]) => Promise<void>;

/** Follows the notices that any node has written, from the moment this node started. The bus only makes it faster. */
@Injectable()
export class NoticeTail implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(NoticeTail.name);
  readonly #round = new Round(
    () => this.#read(),
    (error) => this.#logger.warn({ msg: 'notices cannot be read', err: error }),
  );
  readonly #hearers = new Set<HearRows>();
  #last: string | null = null;
  #unsubscribe: () => void = () => undefined;

  constructor(
    private readonly notices: Notices,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    this.#unsubscribe = this.bus.subscribe((message) => void (message.kind === 'notices' && this.#round.wake()));
    this.#round.start();
    this.#round.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#unsubscribe();
    await this.#round.stop();
  }

  /** Answers a function that stops it. */
  listen(hear: HearRows): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  /** This node has written so many new ones: they are told here and on the other nodes. */
  written(count: number): void {
    if (count === 0) return;
    this.#round.wake();
    this.bus.publish({ kind: 'notices' });
  }

  async #read(): Promise<boolean> {
    const { last, items } = await this.notices.tail(this.#last, BATCH);
    this.#last = last;
    for (const [personId, rows] of Map.groupBy(items, (row) => row.personId)) {
      await Promise.all([...this.#hearers].map((hear) => this.#tell(hear, personId, rows)));
    }
    return items.length === BATCH;
  }

  /** What one hearer makes of it keeps nothing from the others. */
  async #tell(hear: HearRows, personId: string, rows: readonly NoticeRow[]): Promise<void> {
    try {
      await hear(personId, rows);
    } catch (error) {
      this.#logger.warn({ msg: 'a notice could not be passed on', err: error });
    }
  }
}
