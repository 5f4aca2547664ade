import { Injectable } from '@nestjs/common';
import type { BidAnswer, MistakeRequest, OwnMistake, OwnMistakes } from '@rostrum/contract';
import { Ledger, Mistakes, type MistakeRow } from '@rostrum/database';
import { MISTAKE_WINDOW_MS, refusalOfMistake, type Lot } from '@rostrum/domain';
import { Clock, Ids, refuse, type Refusal } from '../platform/index.ts';
import { LotRelay } from './lot-relay.ts';
import { ownOrders, type OwnOrder } from './own-orders.ts';
import { wholeLedger } from './whole-ledger.ts';

/** Takes what bidders say about their own bids: that one was a mistake. To ask changes no price. */
@Injectable()
export class MistakeDesk {
  constructor(
    private readonly mistakes: Mistakes,
    private readonly ledger: Ledger,
    private readonly relay: LotRelay,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Asks staff to void one of the person's bids; the newest without `commandId`. Answers what was asked before where it
   * was. Throws LOT_UNKNOWN, LOT_NOT_OPEN, LOT_CLOSED, BID_EXPIRED after five minutes, BAD_REQUEST where there is no such
   * bid.
   */
  async ask(personId: string, lotId: string, { commandId, note = '' }: MistakeRequest): Promise<OwnMistake> {
    const lot = await this.#lot(lotId);
    const askedAt = this.clock.now();
    const order = await this.#meant(personId, lotId, commandId);
    const known = (await this.mistakes.of(personId, lotId)).find(({ seq }) => seq === order.seq);
    if (known) return presentOwn(known);
    if (order.voided) throw refuse('BAD_REQUEST', { path: 'commandId' }, 'This bid is void already.');
    const refusal = refusalOfAsking(lot, order, askedAt);
    if (refusal) throw refusal;
    return presentOwn(await this.mistakes.ask({ id: this.ids.uuid(), personId, lotId, seq: order.seq, note, askedAt }));
  }

  /** What the person asked about this lot, and whether he may ask about his newest bid. Throws LOT_UNKNOWN. */
  async of(personId: string, lotId: string): Promise<OwnMistakes> {
    const [lot, rows] = await Promise.all([this.#lot(lotId), this.mistakes.of(personId, lotId)]);
    return { items: rows.map(presentOwn), askUntil: await this.#askUntil(lot, personId, rows) };
  }

  async #askUntil(lot: Lot, personId: string, rows: readonly MistakeRow[]): Promise<number | null> {
    // His best order is his newest: a maximum that stands is only ever followed by a higher one.
    const best = lot.standing.find(({ bidderId }) => bidderId === personId);
    if (best === undefined || rows.some(({ seq }) => seq === best.seq)) return null;
    const [newest] = ownOrders(await this.ledger.events(lot.id, { afterSeq: best.seq - 1, limit: 1 }), personId);
    if (newest === undefined || refusalOfAsking(lot, newest, this.clock.now())) return null;
    return newest.receivedAt + MISTAKE_WINDOW_MS;
  }

  async #lot(lotId: string): Promise<Lot> {
    const lot = await this.relay.lot(lotId);
    if (lot === null) throw refuse('LOT_UNKNOWN');
    return lot;
  }

  async #meant(personId: string, lotId: string, commandId: string | undefined): Promise<OwnOrder> {
    const orders = ownOrders(await wholeLedger(this.ledger, lotId), personId);
    if (commandId === undefined) {
      const newest = orders.findLast(({ voided }) => !voided);
      if (newest) return newest;
      throw refuse('BAD_REQUEST', { path: '' }, 'You have no bid on this lot.');
    }
    const id = commandId.toLowerCase();
    const stored = (await this.ledger.receipts(personId, [id])).get(id);
    const answer = stored === undefined ? null : (JSON.parse(stored) as BidAnswer);
    // A bidder's maxima on a lot only rise while they stand; with the moment of receipt a bid cannot be taken for another.
    const meant =
      answer?.ok &&
      answer.receipt.lotId === lotId &&
      orders.find((own) => own.receivedAt === answer.receipt.receivedAt && own.maxMinor === answer.receipt.maxMinor);
    if (!meant) throw refuse('BAD_REQUEST', { path: 'commandId' }, 'No accepted bid of yours on this lot has this id.');
    return meant;
  }
}

function refusalOfAsking(lot: Lot, order: OwnOrder, askedAt: number): Refusal | null {
  const reason = refusalOfMistake(lot, order.receivedAt, askedAt);
  switch (reason?.code) {
    case undefined:
      return null;
    case 'LOT_CLOSED':
      return refuse('LOT_CLOSED', { closedAt: reason.closedAt, receivedAt: reason.receivedAt });
    case 'LOT_NOT_OPEN':
      return refuse('LOT_NOT_OPEN', { opensAt: reason.opensAt });
    default:
      return refuse('BID_EXPIRED', {}, 'A bid can be called a mistake for five minutes.');
  }
}

/** What its bidder may see of a request. */
export function presentOwn({ id, askedAt, note, state, answer, answeredAt }: MistakeRow): OwnMistake {
  return { id, askedAt, note, state, answer, answeredAt };
}
