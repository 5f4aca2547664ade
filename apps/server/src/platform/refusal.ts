import type { ErrorCode, ErrorData, WireError } from '@rostrum/contract';

const MESSAGES: Readonly<Record<ErrorCode, string>> = {
  BAD_REQUEST: 'This request is not well formed.',
  UNAUTHENTICATED: 'Please sign in.',
  FORBIDDEN: 'You may not do this.',
  RATE_LIMITED: 'Too many requests. Please wait a moment.',
  BUSY: 'The house is busy. Please try again.',
  BID_TOO_LOW: 'This bid is below the minimum.',
  LOT_UNKNOWN: 'There is no such lot.',
  LOT_NOT_OPEN: 'This lot is not open for bids yet.',
  LOT_CLOSED: 'This lot is closed.',
  MAY_NOT_BID: 'You may not bid on this lot.',
  MAY_NOT_WRITE: 'You may not write here.',
  LIMIT_EXCEEDED: 'This bid exceeds your limit.',
  CURRENCY_MISMATCH: 'This auction is held in another currency.',
  BID_EXPIRED: 'This bid came too late to count.',
  IDEMPOTENCY_MISMATCH: 'This command id was used for another command.',
  OUTCOME_UNKNOWN: 'It is not known what became of this command. Ask for it by its id.',
  INTERNAL: 'Something went wrong in the house.',
  NOT_FOUND: 'There is nothing here.',
};

/** Something that was expected and is answered with a code, not a bug. Both filters, HTTP and socket, map it. */
export class Refusal extends Error {
  constructor(readonly error: WireError) {
    super(error.message);
    this.name = 'Refusal';
  }
}

/** A refusal with its code's data. `message` is for people; each code has one of its own. */
export function refuse<C extends ErrorCode>(
  code: C,
  ...[data, message]: object extends ErrorData[C] ? [data?: ErrorData[C], message?: string] : [ErrorData[C], string?]
): Refusal {
  return new Refusal({ code, message: message ?? MESSAGES[code], ...data } as unknown as WireError);
}
