import { Injectable } from '@nestjs/common';
import type { StaffMistake, StaffMistakes } from '@rostrum/contract';
import { Catalogue, Ledger, Mistakes, type LotPage, type MistakeRow } from '@rostrum/database';
import type { LotEvent } from '@rostrum/domain';
import { Clock, Ids, refuse } from '../platform/index.ts';
import { refusalOf } from './house-refusal.ts';
import { LotCommands } from './lot-commands.ts';
import { presentOwn } from './mistake-desk.ts';
import { ownOrders } from './own-orders.ts';
import { wholeLedger } from './whole-ledger.ts';

const WAITING_MAX = 100;
const ANSWERED_MAX = 20;

/** Staff look at bids that were mistakes, and void or decline. No maximum is shown here. */
@Injectable()
export class MistakeReview {
  constructor(
    private readonly mistakes: Mistakes,
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
    private readonly commands: LotCommands,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(): Promise<StaffMistakes> {
    const [waiting, answered] = [
      await this.mistakes.list(true, WAITING_MAX),
      await this.mistakes.list(false, ANSWERED_MAX),
    ];
    const rows = [...waiting, ...answered];
    const lots = new Map<string, Known | null>();
    for (const { lotId } of rows) if (!lots.has(lotId)) lots.set(lotId, await this.#known(lotId));
    const items: StaffMistake[] = [];
    for (const row of rows) {
      const known = lots.get(row.lotId);
      if (known) items.push(await this.#present(row, known));
    }
    const isWaiting = ({ state }: StaffMistake): boolean => state === 'waiting';
    return { waiting: items.filter(isWaiting), answered: items.filter((item) => !isWaiting(item)) };
  }

  /** Voids the bid and tells its bidder. Throws NOT_FOUND, and BAD_REQUEST where it cannot be done any more. */
  async void(id: string, staffId: string, answer: string | undefined): Promise<void> {
    const row = await this.#waiting(id);
    const outcome = await this.commands.void(row.lotId, { seq: row.seq }, staffId);
    if (!outcome.ok) throw refusalOf(outcome.reason);
    await this.#answer(row, 'voided', staffId, answer);
  }

  /** Lets the bid stand; the bidder is told, and reads why. Throws NOT_FOUND, and BAD_REQUEST where it was answered already. */
  async decline(id: string, staffId: string, answer: string | undefined): Promise<void> {
    const row = await this.#waiting(id);
    if (!(await this.#answer(row, 'declined', staffId, answer))) throw answeredAlready();
  }

  async #waiting(id: string): Promise<MistakeRow> {
    const row = await this.mistakes.byId(id.toLowerCase());
    if (row === null) throw refuse('NOT_FOUND');
    if (row.state !== 'waiting') throw answeredAlready();
    return row;
  }

  #answer({ id }: MistakeRow, state: 'voided' | 'declined', by: string | null, answer?: string): Promise<boolean> {
    return this.mistakes.answer(id, {
      state,
      answer: answer === undefined || answer === '' ? null : answer,
      answeredAt: this.clock.now(),
      answeredBy: by,
      noticeId: state === 'declined' ? this.ids.uuid() : null,
    });
  }

  async #known(lotId: string): Promise<Known | null> {
    const page = await this.catalogue.lot(lotId);
    return page && { page, events: await wholeLedger(this.ledger, lotId) };
  }

  async #present(row: MistakeRow, { page, events }: Known): Promise<StaffMistake> {
    const order = ownOrders(events, row.personId).find(({ seq }) => seq === row.seq);
    let own = presentOwn(row);
    // Voided in another way, or by a house that died before it could write that down here.
    if (own.state === 'waiting' && order?.voided === true) {
      await this.#answer(row, 'voided', null);
      own = { ...own, state: 'voided', answeredAt: this.clock.now() };
    }
    const { lot, title, auction } = page;
    const { id, number, status, currency } = lot;
    return {
      ...own,
      paddle: order?.paddle ?? null,
      lot: { id, number, title, status, currency, exponent: auction.exponent },
      bid: order?.listed ?? null,
      forecast: own.state === 'waiting' ? await this.#forecast(row) : null,
    };
  }

  async #forecast({ lotId, seq }: MistakeRow): Promise<StaffMistake['forecast']> {
    const outcome = await this.commands.previewVoid(lotId, { seq });
    return outcome.ok ? outcome.forecast : null;
  }
}

interface Known {
  page: LotPage;
  events: readonly LotEvent[];
}

function answeredAlready(): Error {
  return refuse('BAD_REQUEST', { path: '' }, 'This request was answered already.');
}
