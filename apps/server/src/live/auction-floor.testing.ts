import { randomUUID } from 'node:crypto';
import type { Activity, BidAnswer, BidCommand, PublicLot, PublicLotEvent, WatchedLot } from '@rostrum/contract';
import { decide, evolve, scheduleLot, type Lot, type LotCommand, type LotEvent } from '@rostrum/domain';
import { presentEvent, presentLot, type LotChanged } from '../bidding/index.ts';

/** The epoch that a floor begins with. */
export const EPOCH = 'epoch001';

const HOUR_MS = 3_600_000;

/** Lots in memory by the real rules: stands where the relay and the bid handler stand in the house. */
export class AuctionFloor {
  readonly auctionId = randomUUID();
  epoch = EPOCH;
  readonly #lots = new Map<string, { lot: Lot; events: LotEvent[] }>();
  readonly #hearers = new Set<(change: LotChanged) => void>();

  /** Opens a lot at 1.00 with a flat step of 0.50; `reserveMinor` as it likes. */
  open(options: { reserveMinor?: number | null; endsAt?: number } = {}): string {
    const lotId = randomUUID();
    const now = Date.now();
    const events = scheduleLot(
      {
        type: 'ScheduleLot',
        lotId,
        auctionId: this.auctionId,
        number: this.#lots.size + 1,
        currency: 'EUR',
        consignorId: null,
        openingMinor: 100,
        reserveMinor: options.reserveMinor ?? null,
        rules: {
          ladder: { kind: 'flat', stepMinor: 50 },
          offLadder: 'allow',
          reserveMode: 'hold',
          softClose: { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null },
        },
        startsAt: now - 1,
        endsAt: options.endsAt ?? now + HOUR_MS,
      },
      now - 1,
    );
    this.#lots.set(lotId, { lot: events.reduce<Lot | null>(evolve, null)!, events: [...events] });
    this.command(lotId, { type: 'OpenLot' });
    return lotId;
  }

  /** A bid of somebody with paddle 101 and up, by the order of first bids. */
  bid(lotId: string, personId: string, maxMinor: number): boolean {
    const { lot } = this.#lots.get(lotId)!;
    const paddle = lot.standing.find(({ bidderId }) => bidderId === personId)?.paddle ?? 101 + lot.standing.length;
    const bidder = { personId, paddle, staff: false, barred: false, leftMinor: null };
    return this.command(lotId, { type: 'PlaceBid', bidder, maxMinor, receivedAt: Date.now() });
  }

  /** Decides a command and tells everybody. Answers whether it was accepted. */
  command(lotId: string, command: LotCommand, now = Date.now()): boolean {
    const entry = this.#lots.get(lotId)!;
    const decision = decide(entry.lot, command, now);
    if (!decision.accepted) return false;
    const before = entry.lot;
    entry.lot = decision.events.reduce(evolve, before);
    entry.events.push(...decision.events);
    this.#tell(before, entry.lot, decision.events);
    return true;
  }

  /** A new life of every ledger. */
  renewEpoch(epoch: string): void {
    this.epoch = epoch;
    for (const { lot } of this.#lots.values()) this.#tell(lot, lot, []);
  }

  lotOf(lotId: string): Lot {
    return this.#lots.get(lotId)!.lot;
  }

  // What the relay offers.

  onChange(hear: (change: LotChanged) => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  states(lotIds: readonly string[]): Promise<PublicLot[]> {
    return Promise.resolve(lotIds.flatMap((id) => this.#state(id) ?? []));
  }

  isAbreast(): boolean {
    return true;
  }

  head(lotId: string): [number, string] | undefined {
    const state = this.#state(lotId);
    return state && [state.version, state.checksum];
  }

  resume(id: string, epoch?: string, version?: number): Promise<WatchedLot | null> {
    const state = this.#state(id);
    if (!state) return Promise.resolve(null);
    const head = { id, epoch: this.epoch, version: state.version };
    if (epoch !== this.epoch || version === undefined || version > state.version) {
      return Promise.resolve({ ...head, mode: 'snapshot', state });
    }
    const events = this.#published(this.#lots.get(id)!.events).filter((event) => event.version > version);
    return Promise.resolve({ ...head, mode: 'delta', events });
  }

  latest(): Promise<Activity[]> {
    const lines = [...this.#lots.values()].flatMap(({ lot, events }) =>
      this.#published(events).map((event) => this.#line(lot, event)),
    );
    return Promise.resolve(lines.toSorted((a, b) => b.at - a.at).slice(0, 20));
  }

  // What the handler of bids offers.

  execute(who: { personId: string }, { id, lotId, maxMinor }: BidCommand, receivedAt: number): Promise<BidAnswer> {
    const accepted = this.bid(lotId, who.personId, maxMinor);
    const lot = this.#lots.get(lotId)!.lot;
    if (!accepted) return Promise.resolve({ ok: false, error: { code: 'BID_TOO_LOW', message: '', minimumMinor: 0 } });
    const outcome = lot.leaderId === who.personId ? 'leading' : 'outbid';
    const { priceMinor, version, endsAt } = lot;
    const prices = { priceMinor: priceMinor!, minimumMinor: priceMinor! + 50, maxMinor };
    const receipt = {
      commandId: id,
      lotId,
      outcome,
      ...prices,
      epoch: this.epoch,
      version,
      endsAt,
      receivedAt,
    } as const;
    return Promise.resolve({ ok: true, receipt: { ...receipt, decidedAt: Date.now() } });
  }

  #tell(before: Lot, lot: Lot, events: readonly LotEvent[]): void {
    const change: LotChanged = {
      lotId: lot.id,
      auctionId: lot.auctionId,
      epoch: this.epoch,
      before,
      lot,
      events,
      publicEvents: this.#published(events),
      state: presentLot(lot, this.epoch),
      committedAt: Date.now(),
    };
    for (const hear of this.#hearers) hear(change);
  }

  #published(events: readonly LotEvent[]): PublicLotEvent[] {
    return events.map(presentEvent).filter((event) => event !== null);
  }

  #state(lotId: string): PublicLot | undefined {
    const entry = this.#lots.get(lotId);
    return entry && presentLot(entry.lot, this.epoch);
  }

  #line({ id, auctionId, number, priceMinor, endsAt }: Lot, { version, at, type }: PublicLotEvent): Activity {
    const lot = { lotId: id, auctionId, number, title: `Lot ${number}`, currency: 'EUR', priceMinor, endsAt };
    return { id: `${id}:${version}`, at, type, ...lot, paddle: null };
  }
}
