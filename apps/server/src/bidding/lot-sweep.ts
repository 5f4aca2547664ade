import { Injectable, Logger } from '@nestjs/common';
import { Ledger, type LedgerCursor } from '@rostrum/database';
import { LotRelay } from './lot-relay.ts';
import { LotRooms } from './lot-rooms.ts';

/** How often the ledger is searched for events that this node was not told of, in ms. */
const SWEEP_EVERY_MS = 500;
const READ_MAX = 1_000;
const TIDY_EVERY_MS = 60_000;

/** Finds every event that no message told of: the bus may lose, the ledger may not. */
@Injectable()
export class LotSweep {
  private readonly log = new Logger('LotSweep');
  private cursor: LedgerCursor | null = null;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private tidyAt = 0;
  private failing = false;

  constructor(
    private readonly ledger: Ledger,
    private readonly rooms: LotRooms,
    private readonly relay: LotRelay,
  ) {}

  /** Begins at the ledger's present end. */
  async start(): Promise<void> {
    this.cursor = (await this.ledger.tail(null, 1)).cursor;
    await this.rooms.openLiving();
    this.timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS);
    this.timer.unref();
  }

  /** Sweeps no more, and waits for the sweep that runs. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One sweep up to the ledger's end; never throws. One at a time: a second call joins the first. */
  sweep(): Promise<void> {
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  /** One piece of the ledger; answers how many events it has. They are read only where this node lacks some of them. */
  private async piece(): Promise<number> {
    if (this.cursor) {
      const heads = await this.ledger.tailHeads(this.cursor, READ_MAX);
      if (heads.lots.every((head) => this.relay.knows(head))) {
        this.cursor = heads.cursor;
        return heads.events;
      }
    }
    const { events, cursor } = await this.ledger.tail(this.cursor, READ_MAX);
    for (const [lotId, found] of Map.groupBy(events, (event) => event.lotId)) await this.relay.swept(lotId, found);
    this.cursor = cursor;
    return events.length;
  }

  private async run(): Promise<void> {
    try {
      for (let found = READ_MAX; found === READ_MAX;) found = await this.piece();
      this.relay.sweptToEnd();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.log.warn(`the ledger could not be swept: ${String(error)}`);
      this.failing = true;
    }
    if (performance.now() < this.tidyAt) return;
    this.tidyAt = performance.now() + TIDY_EVERY_MS;
    this.rooms.tidy();
    await this.rooms.forgetVanished().catch((error: unknown) => this.log.warn(`gone lots were kept: ${String(error)}`));
  }
}
