import { Injectable, Logger } from '@nestjs/common';
import { Ledger } from '@rostrum/database';
import { CLOSING_GRACE_MS, type Lot } from '@rostrum/domain';
import { Clock } from '../platform/index.ts';
import type { LotChanged } from './lot-changed.ts';
import { LotCommands } from './lot-commands.ts';
import { LotRelay } from './lot-relay.ts';

/** No timer is set further ahead than this: a clock that is corrected meanwhile is looked at again. */
const AHEAD_MS = 60_000;
/** How soon a lot is tried again that could not be opened or closed. */
const RETRY_MS = 1_000;

type Times = Pick<Lot, 'status' | 'startsAt' | 'endsAt'>;

/**
 * Opens and closes lots on time. It only knocks: the command looks again under the lot's lock, so every node may knock at
 * once, and one that comes late lengthens nothing.
 */
@Injectable()
export class ClosingTimer {
  private readonly log = new Logger('ClosingTimer');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly knocking = new Set<string>();
  private sweeper: NodeJS.Timeout | undefined;
  private deaf: (() => void) | undefined;

  constructor(
    private readonly ledger: Ledger,
    private readonly relay: LotRelay,
    private readonly commands: LotCommands,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    this.deaf = this.relay.onChange((change) => this.moved(change));
    this.sweeper = setInterval(() => void this.look(), AHEAD_MS / 2);
    this.sweeper.unref();
    await this.look();
  }

  stop(): void {
    this.deaf?.();
    clearInterval(this.sweeper);
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.deaf = undefined;
  }

  /** Sets the timer of every lot that is due within the next minute. Never throws. */
  async look(): Promise<void> {
    try {
      for (const lot of await this.ledger.due(this.clock.now() + AHEAD_MS)) this.set(lot.lotId, lot as Times);
    } catch (error) {
      this.log.warn(`lots that are due could not be read: ${String(error)}`);
    }
  }

  private moved({ before, lot }: LotChanged): void {
    if (before.status === lot.status && before.endsAt === lot.endsAt && before !== lot) return;
    this.set(lot.id, lot);
  }

  private set(lotId: string, lot: Times, soonestMs = 0): void {
    clearTimeout(this.timers.get(lotId));
    this.timers.delete(lotId);
    const at = dueAt(lot);
    if (at === null || !this.deaf) return;
    const wait = Math.max(soonestMs, at - this.clock.now());
    if (wait > AHEAD_MS) return;
    const timer = setTimeout(() => void this.knock(lotId, lot.status), Math.max(0, wait));
    timer.unref();
    this.timers.set(lotId, timer);
  }

  private async knock(lotId: string, status: Lot['status']): Promise<void> {
    this.timers.delete(lotId);
    if (this.knocking.has(lotId)) return;
    this.knocking.add(lotId);
    try {
      await this.commands.execute(lotId, { type: status === 'scheduled' ? 'OpenLot' : 'CloseLot' });
    } finally {
      this.knocking.delete(lotId);
    }
    if (this.timers.has(lotId)) return;
    await this.again(lotId);
  }

  /** Whatever came of it: a lot that is still due is tried again, one that was extended meanwhile is waited for. */
  private async again(lotId: string): Promise<void> {
    try {
      const [record] = await this.ledger.read([lotId]);
      if (record) this.set(lotId, record.lot, RETRY_MS / 4);
    } catch {
      if (this.deaf) this.timers.set(lotId, setTimeout(() => void this.again(lotId), RETRY_MS).unref());
    }
  }
}

/** When the next thing happens to a lot by itself; null: nothing. */
function dueAt(lot: Times): number | null {
  if (lot.status === 'scheduled') return lot.startsAt;
  return lot.status === 'open' ? lot.endsAt + CLOSING_GRACE_MS : null;
}
