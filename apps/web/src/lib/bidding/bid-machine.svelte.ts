import type { BidResult } from '@rostrum/client';
import type { BidCommand, BidReceipt, Minor, PublicLot, WireError } from '@rostrum/contract';
import { connection, placeBid, settleBid } from '#lib/live/index.ts';

/** Where a bid stands. Nothing is shown as won before the house has answered. */
export type BidPhase =
  | { at: 'idle' }
  | { at: 'confirm'; maxMinor: Minor; why: 'large' | 'late' }
  | { at: 'sending'; maxMinor: Minor }
  | { at: 'unknown'; maxMinor: Minor; askAgain?: () => Promise<BidResult> }
  | { at: 'accepted'; receipt: BidReceipt }
  | { at: 'refused'; error: WireError; maxMinor: Minor };

/** What a bid is made on, read at the moment of bidding. */
export interface BidOn {
  lot: PublicLot;
  currency: string;
}

/** One visitor's bid on one lot, from the first press to the house's answer. */
export class BidMachine {
  phase = $state.raw<BidPhase>({ at: 'idle' });
  readonly #on: () => BidOn;

  constructor(on: () => BidOn) {
    this.#on = on;
  }

  /** True while an answer is awaited; a second bid then would be a second bid. */
  get busy(): boolean {
    return this.phase.at === 'sending' || this.phase.at === 'unknown';
  }

  /** Bids, or asks first where a slip of the finger or late prices could make it dear. */
  propose(maxMinor: Minor): void {
    if (this.busy) return;
    const { minimumMinor } = this.#on().lot;
    if (!connection.fresh) this.phase = { at: 'confirm', maxMinor, why: 'late' };
    else if (minimumMinor !== null && maxMinor > 2 * minimumMinor)
      this.phase = { at: 'confirm', maxMinor, why: 'large' };
    else void this.#send(maxMinor);
  }

  /** Yes to the question. */
  confirm(): void {
    if (this.phase.at === 'confirm') void this.#send(this.phase.maxMinor);
  }

  /** Back to the amount; also takes a finished answer away. */
  reset(): void {
    if (!this.busy) this.phase = { at: 'idle' };
  }

  /** Takes up a bid whose answer was lost with an earlier page. */
  async takeUp(command: BidCommand): Promise<void> {
    this.phase = { at: 'unknown', maxMinor: command.maxMinor };
    this.#settle(await settleBid(command), command.maxMinor);
  }

  /** Asks once more what became of it. */
  async askAgain(): Promise<void> {
    if (this.phase.at !== 'unknown' || !this.phase.askAgain) return;
    const { askAgain, maxMinor } = this.phase;
    this.phase = { at: 'unknown', maxMinor };
    this.#settle(await askAgain(), maxMinor);
  }

  async #send(maxMinor: Minor): Promise<void> {
    const { lot, currency } = this.#on();
    this.phase = { at: 'sending', maxMinor };
    const result = await placeBid({ lotId: lot.id, maxMinor, currency }, (progress) => {
      if (progress === 'unknown') this.phase = { at: 'unknown', maxMinor };
    });
    this.#settle(result, maxMinor);
  }

  #settle(result: BidResult, maxMinor: Minor): void {
    if (result.ok) this.phase = { at: 'accepted', receipt: result.receipt };
    else if (result.askAgain) this.phase = { at: 'unknown', maxMinor, askAgain: result.askAgain };
    else this.phase = { at: 'refused', error: result.error, maxMinor };
  }
}
