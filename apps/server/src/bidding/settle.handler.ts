import { Injectable } from '@nestjs/common';
import type { BidAnswer, SettleAnswer } from '@rostrum/contract';
import { Ledger } from '@rostrum/database';

/** Says what became of a command; one that has not come yet will never count. */
@Injectable()
export class SettleHandler {
  constructor(private readonly ledger: Ledger) {}

  async execute(personId: string, commandId: string): Promise<SettleAnswer> {
    const settled = await this.ledger.settle(personId, commandId.toLowerCase());
    if (settled.settled === 'cancelled') return { ok: true, settled: 'cancelled' };
    return { ok: true, settled: 'answered', answer: JSON.parse(settled.answer) as BidAnswer };
  }
}
