import { z } from 'zod';
import type { ErrorCode, ErrorData, WireError } from './errors.ts';
import { exactly } from './exactly.ts';

const minor = z.int().describe('In minor units of the currency.');
const moment = z.int().describe('Epoch ms, by the house’s clock.');

/** The data that each code carries; a code without its own entry carries none. */
const DATA = {
  BAD_REQUEST: {
    path: z.string().describe('The field that is wrong; empty for the whole message.'),
    fault: z.enum(['too-large', 'not-a-picture', 'too-many-pixels', 'damaged', 'too-many']).optional(),
  },
  UNAUTHENTICATED: {},
  FORBIDDEN: {},
  RATE_LIMITED: { retryAfterMs: z.number() },
  BUSY: {},
  BID_TOO_LOW: { minimumMinor: minor },
  LOT_UNKNOWN: {},
  LOT_NOT_OPEN: { opensAt: moment },
  LOT_CLOSED: {
    closedAt: moment,
    receivedAt: moment,
    cause: z.literal('house').optional().describe('The bid was in time, and the house decided it too late.'),
  },
  MAY_NOT_BID: { why: z.enum(['staff', 'consignor', 'unregistered', 'barred', 'unverified']) },
  MAY_NOT_WRITE: {
    why: z.enum(['closed', 'muted', 'unapproved', 'late']),
    until: moment.nullable().describe('When a muting ends; null for what does not end by itself.'),
  },
  LIMIT_EXCEEDED: { leftMinor: minor },
  CURRENCY_MISMATCH: {},
  BID_EXPIRED: {},
  IDEMPOTENCY_MISMATCH: {},
  OUTCOME_UNKNOWN: {},
  INTERNAL: { errorId: z.string().describe('Also stands in the log of the house.') },
  NOT_FOUND: {},
} satisfies { [C in ErrorCode]: { [K in keyof ErrorData[C]]: z.ZodType } };

function errorOf<C extends ErrorCode>(code: C) {
  return z.strictObject({ code: z.literal(code), message: z.string(), ...DATA[code] });
}

/** An error as it crosses the wire. */
export const wireErrorSchema = exactly<WireError>()(
  z
    .discriminatedUnion('code', [
      errorOf('BAD_REQUEST'),
      errorOf('UNAUTHENTICATED'),
      errorOf('FORBIDDEN'),
      errorOf('RATE_LIMITED'),
      errorOf('BUSY'),
      errorOf('BID_TOO_LOW'),
      errorOf('LOT_UNKNOWN'),
      errorOf('LOT_NOT_OPEN'),
      errorOf('LOT_CLOSED'),
      errorOf('MAY_NOT_BID'),
      errorOf('MAY_NOT_WRITE'),
      errorOf('LIMIT_EXCEEDED'),
      errorOf('CURRENCY_MISMATCH'),
      errorOf('BID_EXPIRED'),
      errorOf('IDEMPOTENCY_MISMATCH'),
      errorOf('OUTCOME_UNKNOWN'),
      errorOf('INTERNAL'),
      errorOf('NOT_FOUND'),
    ])
    .meta({ id: 'WireError' }),
);

/** The answer to a message that was refused. */
export const refusedSchema = z.strictObject({ ok: z.literal(false), error: wireErrorSchema }).meta({ id: 'Refused' });

/** The answer of a message that has nothing to say but that it was done. */
export const doneSchema = z.union([z.strictObject({ ok: z.literal(true) }), refusedSchema]);
