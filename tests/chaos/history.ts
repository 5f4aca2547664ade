import type { BidAnswer, BidReceipt, WireError } from '@rostrum/contract';

/** Somebody who bids, as the test knows him: independent of what the house says. */
export interface Bidder {
  personId: string;
  paddle: number;
  cookie: string;
}

/** A bid as it is sent. */
export interface BidBody {
  id: string;
  lotId: string;
  maxMinor: number;
  currency: string;
  /** Epoch ms. */
  notAfter?: number;
}

/** What a bidder learns in the end of what he asked. */
export type Fate =
  | { kind: 'accepted'; receipt: BidReceipt }
  /** By the rules: the refusal is kept, and a retry gets it again. */
  | { kind: 'refused'; error: WireError }
  /** The id was used for another bid. */
  | { kind: 'mismatch' }
  /** He asked what became of it, and it will never count. */
  | { kind: 'cancelled' };

/** One bid from the first try to its fate, with all its retries. Times by `performance.now()` of the test. */
export interface Intent {
  bidder: Bidder;
  body: BidBody;
  calledAt: number;
  /** When its fate was first learnt; null: it was not. */
  returnedAt: number | null;
  fate: Fate | null;
  tries: number;
  /** How often its bidder asked what had become of it. */
  settles: number;
  /** BUSY was an answer to one of the tries: known that this try did nothing. */
  busy: number;
}

/** Everything that was asked of the house in one run. */
export class History {
  readonly intents: Intent[] = [];
  /** Answers that contradict each other, and answers that are no answers. */
  readonly contradictions: string[] = [];
  accepted = 0;

  begin(bidder: Bidder, body: BidBody): Intent {
    const intent: Intent = {
      bidder,
      body,
      calledAt: performance.now(),
      returnedAt: null,
      fate: null,
      tries: 0,
      settles: 0,
      busy: 0,
    };
    this.intents.push(intent);
    return intent;
  }

  /** Notes a fate. Whoever asks again hears the same. */
  learn(intent: Intent, fate: Fate): void {
    if (intent.fate === null) {
      intent.fate = fate;
      intent.returnedAt = performance.now();
      if (fate.kind === 'accepted') this.accepted++;
    } else if (textOf(intent.fate) !== textOf(fate)) {
      this.contradictions.push(`${intent.body.id} was told ${textOf(intent.fate)}, and then ${textOf(fate)}`);
    }
  }

  contradict(line: string): void {
    this.contradictions.push(line);
  }
}

function textOf(fate: Fate): string {
  // A command that was settled before it came is answered as expired, which is what a bidder makes of it.
  if (fate.kind === 'refused' && fate.error.code === 'BID_EXPIRED') return 'cancelled';
  return fate.kind === 'accepted' || fate.kind === 'refused' ? JSON.stringify(fate) : fate.kind;
}

/** What an answer says of the bid: its fate, that nothing happened, or nothing at all. */
export type Said = Fate | 'nothing-happened' | 'unknown' | { kind: 'lie'; what: string };

export function saidBy(answer: BidAnswer): Said {
  if (answer.ok) return { kind: 'accepted', receipt: answer.receipt };
  const { error } = answer;
  switch (error.code) {
    case 'BID_TOO_LOW':
    case 'LOT_CLOSED':
    case 'LOT_NOT_OPEN':
    case 'BID_EXPIRED':
      return { kind: 'refused', error };
    case 'IDEMPOTENCY_MISMATCH':
      return { kind: 'mismatch' };
    case 'BUSY':
      return 'nothing-happened';
    case 'OUTCOME_UNKNOWN':
    case 'INTERNAL':
    case 'RATE_LIMITED':
      return 'unknown';
    default:
      // Everybody here is signed in, registered, and bids on lots that exist.
      return { kind: 'lie', what: JSON.stringify(error) };
  }
}
