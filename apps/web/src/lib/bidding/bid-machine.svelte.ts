import type { BidResult } from '@rostrum/client';
import type { BidCommand, BidReceipt, Minor, PublicLot, WireError } from '@rostrum/contract';
import { awake, connection, placeBid, settleBid } from '#lib/live/index.ts';
import { doubtOf, type Doubt } from './bid-question.ts';

/** Where a bid stands. Nothing is shown as won before the house has answered. */
export type BidPhase =
  | { at: 'idle' }
  | { at: 'confirm'; maxMinor: Minor; doubt: Doubt | null; late: boolean }
  | { at: 'sending'; maxMinor: Minor }
  | { at: 'unknown'; maxMinor: Minor; askAgain?: () => Promise<BidResult> }
  | { at: 'accepted'; receipt: BidReceipt }
  | { at: 'refused'; error: WireError; maxMinor: Minor };

/** What a bid is made on, read at the moment of bidding. */
export interface BidOn {
  lot: PublicLot;
  currency: string;
  highMinor: Minor | null;
  /** Resolves to whether the visitor is still who this page takes him for. */
  samePerson: () => Promise<boolean>;
}

/** The second half of a double press comes within this, in ms; a question is not answered by it. */
const DOUBLE_PRESS_MS = 700;
const QUESTION_RESTS_MS = 400;

/** One visitor's bid on one lot, from the first press to the house's answer. */
export class BidMachine {
  phase = $state.raw<BidPhase>({ at: 'idle' });
  /** The question has stood long enough to have been read as one. */
  mayConfirm = $state(false);
  readonly #on: () => BidOn;
  #last = { maxMinor: 0, at: Number.NEGATIVE_INFINITY };
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(on: () => BidOn) {
    this.#on = on;
  }

  /** True while an answer is awaited; a second bid then would be a second bid. */
  get busy(): boolean {
    return this.phase.at === 'sending' || this.phase.at === 'unknown';
  }

  /** Whether this is the second half of a double press: the same amount, or none, right after a bid. */
  isEcho(maxMinor: Minor | null): boolean {
    const soon = performance.now() - this.#last.at < DOUBLE_PRESS_MS;
    return soon && (maxMinor === null || maxMinor === this.#last.maxMinor);
  }

  /** Bids, or asks first where a slip of the finger or late prices could make it dear. */
  propose(maxMinor: Minor): void {
    if (this.busy || awake.catchingUp || this.isEcho(maxMinor)) return;
    const { lot, highMinor } = this.#on();
    const doubt = doubtOf(maxMinor, { minimumMinor: lot.minimumMinor, highMinor });
    if (!doubt && connection.fresh) return void this.#send(maxMinor);
    this.phase = { at: 'confirm', maxMinor, doubt, late: !connection.fresh };
    // What is pressed twice in a hurry must not answer the question that just came under the finger.
    this.mayConfirm = false;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.mayConfirm = true), QUESTION_RESTS_MS);
  }

  /** Yes to the question. */
  confirm(): void {
    if (this.phase.at === 'confirm' && this.mayConfirm && !awake.catchingUp) void this.#send(this.phase.maxMinor);
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
    const { lot, currency, samePerson } = this.#on();
    this.#last = { maxMinor, at: performance.now() };
    this.phase = { at: 'sending', maxMinor };
    if (!(await samePerson())) {
      this.phase = { at: 'idle' };
      return;
    }
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
