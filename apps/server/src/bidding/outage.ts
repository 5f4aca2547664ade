import { Injectable, Logger } from '@nestjs/common';
import { Catalogue, HouseStore, Ledger } from '@rostrum/database';
import type { Lot } from '@rostrum/domain';
import { LotCommands } from './lot-commands.ts';

const BEAT_EVERY_MS = 1_000;
/** A gap shorter than this is no outage. */
const NOTICED_MS = 5_000;
/** Time lost in a gap up to this is given back; after a longer one people decide. */
const GIVEN_BACK_MS = 30 * 60_000;
/** A lot that ended within this after the house came back lost time too, as far as its soft close does not say more. */
const FLOOR_MS = 10 * 60_000;
const READ_MAX = 500;
/** A lot whose command was not taken is tried this often. */
const TRIES = 5;

/** Says every second that the house is alive, and makes good what open lots lost while it was not (DESIGN §9). */
@Injectable()
export class Outage {
  private readonly log = new Logger('Outage');
  private timer: NodeJS.Timeout | undefined;
  private failing = false;

  constructor(
    private readonly house: HouseStore,
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
    private readonly commands: LotCommands,
  ) {}

  /** To be awaited before any lot is closed. One node of the house at a time; the others find it done. */
  async start(): Promise<void> {
    await this.house.exclusively('outage', async () => {
      const alive = await this.house.alive();
      const gapMs = alive === null ? 0 : (await this.house.clock()) - alive;
      if (gapMs >= NOTICED_MS) await this.makeGood(gapMs);
      await this.house.beat();
    });
    this.timer = setInterval(() => void this.beat(), BEAT_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    try {
      await this.house.beat();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.log.warn(`the house could not say that it is alive: ${String(error)}`);
      this.failing = true;
    }
  }

  private async makeGood(gapMs: number): Promise<void> {
    const now = await this.house.clock();
    const lots = (await this.openLots()).filter((lot) => lot.endsAt < now + floorOf(lot));
    const demo = await this.demoAuctions(lots);
    const concerned = lots.filter((lot) => !demo.has(lot.auctionId));
    const action = gapMs <= GIVEN_BACK_MS ? 'given the time back' : 'paused';
    this.log.warn(`the house was away for ${Math.round(gapMs / 1_000)} s; ${concerned.length} lots are ${action}`);
    for (const lot of concerned) await this.compensate(lot, gapMs);
  }

  private async compensate(lot: Lot, gapMs: number): Promise<void> {
    for (let tried = 1; ; tried++) {
      const outcome = await this.commands.execute(
        lot.id,
        gapMs <= GIVEN_BACK_MS
          ? { type: 'CompensateOutage', gapMs, floorMs: floorOf(lot) }
          : { type: 'PauseLot', reason: 'outage' },
      );
      if (outcome.ok) return;
      const { reason } = outcome;
      if (reason.code === 'NOT_NOW') return this.log.warn(`lot ${lot.id} gets nothing back: ${reason.why}`);
      // A closer must not come before this is known to be done.
      if (tried === TRIES) throw new Error(`lot ${lot.id} could not be compensated: ${reason.code}`);
    }
  }

  private async openLots(): Promise<Lot[]> {
    const open = await this.ledger.openEndingBefore(Number.MAX_SAFE_INTEGER);
    const lots: Lot[] = [];
    for (let from = 0; from < open.length; from += READ_MAX) {
      const records = await this.ledger.read(open.slice(from, from + READ_MAX).map((lot) => lot.lotId));
      lots.push(...records.map((record) => record.lot));
    }
    return lots;
  }

  /** A demo round just starts again. */
  private async demoAuctions(lots: readonly Lot[]): Promise<Set<string>> {
    const auctions = await this.catalogue.auctionsById([...new Set(lots.map((lot) => lot.auctionId))]);
    return new Set(auctions.filter((auction) => auction.demo).map((auction) => auction.id));
  }
}

/** The soft-close window, or ten minutes where that is longer. */
function floorOf(lot: Lot): number {
  return Math.max(lot.rules.softClose.windowMs, FLOOR_MS);
}
