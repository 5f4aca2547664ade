import { Injectable, Logger } from '@nestjs/common';
import type { Activity, PublicLot, PublicLotEvent } from '@rostrum/contract';
import { Catalogue, Ledger } from '@rostrum/database';
import type { LotChanged } from './lot-changed.ts';
import { presentEvent, presentLot } from './lot.presenter.ts';

/** Lines that are kept. */
const SHOWN = 20;

type Line = Omit<Activity, 'title' | 'currency'> & { version: number };

/** The house's latest doings: read from the ledger once, then kept as lots change. */
@Injectable()
export class LatestActivity {
  private readonly log = new Logger('LatestActivity');
  private lines: Line[] = [];
  private started: Promise<void> | null = null;

  constructor(
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
  ) {}

  /** The last 20, newest first. */
  async latest(): Promise<Activity[]> {
    this.started ??= this.read();
    await this.started;
    const lines = this.lines;
    const labels = await this.catalogue.labels([...new Set(lines.map((line) => line.lotId))]);
    return lines.flatMap(({ version: _version, ...line }) => {
      const label = labels.get(line.lotId);
      return label ? [{ ...line, title: label.title, currency: label.currency }] : [];
    });
  }

  /** Takes note of a change. */
  add({ publicEvents, state }: Pick<LotChanged, 'publicEvents' | 'state'>): void {
    this.keep(publicEvents.filter(isNews).map((event) => lineOf(event, state)));
  }

  private async read(): Promise<void> {
    try {
      const found = await this.ledger.latestPublic(SHOWN);
      const lots = await this.ledger.read([...new Set(found.map((event) => event.lotId))]);
      const states = new Map(lots.map(({ lot, epoch }) => [lot.id, presentLot(lot, epoch)]));
      this.keep(
        found.flatMap(({ lotId, epoch: _epoch, ...event }) => {
          const state = states.get(lotId);
          const shown = presentEvent(event);
          return state && shown && isNews(shown) ? [lineOf(shown, state)] : [];
        }),
      );
    } catch (error) {
      this.started = null;
      this.log.warn(`the latest doings could not be read: ${String(error)}`);
    }
  }

  private keep(fresh: readonly Line[]): void {
    const byId = new Map([...this.lines, ...fresh].map((line) => [line.id, line]));
    this.lines = [...byId.values()].sort((a, b) => b.at - a.at || b.version - a.version).slice(0, SHOWN);
  }
}

/** That a lot was put into the catalogue is no news. */
function isNews(event: PublicLotEvent): boolean {
  return event.type !== 'LotScheduled';
}

function lineOf(event: PublicLotEvent, state: PublicLot): Line {
  return {
    id: `${state.id}:${event.version}`,
    version: event.version,
    at: event.at,
    type: event.type,
    lotId: state.id,
    auctionId: state.auctionId,
    number: state.number,
    priceMinor: event.priceMinor === undefined ? state.priceMinor : event.priceMinor,
    paddle: 'paddle' in event ? event.paddle : null,
    endsAt: event.endsAt ?? state.endsAt,
  };
}
