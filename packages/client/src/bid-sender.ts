import { BID_LIFETIME_MS, type BidAnswer, type BidCommand, type EpochMs, type Minor } from '@rostrum/contract';
import type { Link } from './connection.ts';
import { HouseError } from './house-error.ts';
import type { PendingBids } from './pending-bids.ts';
import type { RestClient } from './rest-client.ts';
import { pause, type Timing } from './timing.ts';
import { uuidv7 } from './uuid.ts';

/** How far a bid has come. `unknown`: no answer came, and the house is being asked what became of it. */
export type BidProgress = 'sending' | 'unknown' | 'answered';

/**
 * The house's answer. Where it could not be had, the error is OUTCOME_UNKNOWN and `askAgain` asks once more; the bid itself
 * is never sent again by that.
 */
export type BidResult = BidAnswer & { askAgain?: () => Promise<BidResult> };

/** What the sender needs from the rest of the client. */
export interface BidSide {
  link(): Link | null;
  rest: RestClient;
  /** The server's time now; null where it cannot be learnt. */
  serverTime(): Promise<EpochMs | null>;
  /** Hears when the socket has fallen silent. */
  onLate(hear: () => void): () => void;
  pending: PendingBids;
  timing: Timing;
}

/**
 * Sends bids. Each intent has one id and one body, so that within its first seconds it can be sent again without counting
 * twice. After that only its outcome is asked for, and a bid that never arrived is cancelled by the asking: it cannot win
 * later.
 */
export class BidSender {
  readonly #side: BidSide;

  constructor(side: BidSide) {
    this.#side = side;
  }

  async bid(
    lotId: string,
    maxMinor: Minor,
    currency: string,
    hear: (progress: BidProgress) => void,
  ): Promise<BidResult> {
    hear('sending');
    const now = await this.#side.serverTime();
    if (now === null) {
      hear('answered');
      return { ok: false, error: { code: 'BUSY', message: 'The house cannot be reached; the bid was not sent' } };
    }
    const command: BidCommand = { id: uuidv7(now), lotId, maxMinor, currency, notAfter: now + BID_LIFETIME_MS };
    this.#side.pending.add(command);
    const answer = await this.#send(command);
    if (answer === null || (!answer.ok && answer.error.code === 'OUTCOME_UNKNOWN')) return this.settle(command, hear);
    return this.#answered(command, answer, hear);
  }

  /** Asks what became of a bid until an answer comes or patience ends. */
  async settle(command: BidCommand, hear: (progress: BidProgress) => void = () => undefined): Promise<BidResult> {
    hear('unknown');
    for (const wait of this.#side.timing.settleWaitsMs) {
      await pause(wait);
      try {
        const settled = await this.#side.rest.settle(command.id);
        if (settled.settled === 'cancelled') return this.#answered(command, CANCELLED, hear);
        if (settled.answer.ok || settled.answer.error.code !== 'OUTCOME_UNKNOWN') {
          return this.#answered(command, settled.answer, hear);
        }
      } catch (cause) {
        // Signed out meanwhile: only the person who made the bid may ask about it.
        if (cause instanceof HouseError && (cause.code === 'UNAUTHENTICATED' || cause.code === 'FORBIDDEN')) break;
      }
    }
    return { ok: false, error: UNKNOWN, askAgain: () => this.settle(command, hear) };
  }

  #answered(command: BidCommand, answer: BidAnswer, hear: (progress: BidProgress) => void): BidResult {
    this.#side.pending.remove(command.id);
    hear('answered');
    return answer;
  }

  /** Over the socket, and where that was lost or is missing, over HTTP. Null where no answer came. */
  async #send(command: BidCommand): Promise<BidAnswer | null> {
    const until = performance.now() + this.#side.timing.resendWithinMs;
    const link = this.#side.link();
    if (!link?.lots.connected) return this.#overHttp(command, until, false);
    const answer = await this.#overSocket(link, command);
    if ((answer !== null && !isBusy(answer)) || performance.now() >= until) return answer;
    return this.#overHttp(command, until, answer === null);
  }

  /** Null where no answer came. Never waits in a buffer: a link is connected, and a lost one ends the waiting. */
  async #overSocket(link: Link, command: BidCommand): Promise<BidAnswer | null> {
    let deafen = (): void => undefined;
    // A silent socket may be half-open; the house is then asked in another way instead of waiting the time out.
    const silence = new Promise<null>((resolve) => (deafen = this.#side.onLate(() => resolve(null))));
    const answer = link.lots.timeout(this.#side.timing.answerWithinMs).emitWithAck('bid', command);
    try {
      return await Promise.race([answer.catch(() => null), silence]);
    } finally {
      deafen();
    }
  }

  /**
   * Sent again, the same to the byte, only within the first seconds; after that a person decides. `inDoubt`: it was sent
   * before, and no answer came. Then a door that is shut says nothing of what became of it. A busy house took nothing, and
   * may have time, or be another node, in a moment.
   */
  async #overHttp(command: BidCommand, until: number, inDoubt: boolean): Promise<BidAnswer | null> {
    const { rest, timing } = this.#side;
    for (;;) {
      let answer: BidAnswer | null = null;
      try {
        answer = await rest.bid(command, timing.answerWithinMs);
        if (answer.ok || !(inDoubt ? AT_THE_DOOR.has(answer.error.code) : isBusy(answer))) return answer;
      } catch {
        inDoubt = true;
      }
      if (performance.now() + timing.resendGapMs > until) return inDoubt ? null : answer;
      await pause(timing.resendGapMs);
    }
  }
}

const isBusy = (answer: BidAnswer): boolean => !answer.ok && answer.error.code === 'BUSY';

/** Refusals of a try, not of the bid: the house keeps no receipt of them (DESIGN §5). */
const AT_THE_DOOR: ReadonlySet<string> = new Set(['BUSY', 'RATE_LIMITED', 'UNAUTHENTICATED', 'FORBIDDEN', 'INTERNAL']);

const UNKNOWN = { code: 'OUTCOME_UNKNOWN', message: 'What became of the bid is not known yet' } as const;

const CANCELLED: BidAnswer = {
  ok: false,
  error: { code: 'BID_EXPIRED', message: 'The bid did not reach the house in time and does not count' },
};
