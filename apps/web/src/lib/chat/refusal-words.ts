import type { EpochMs, WireError } from '@rostrum/contract';
import type { ChatMessages } from '#lib/messages/shape.ts';

/** A refusal in words; null where no answer came at all. `clock` writes a time of day. */
export function refusalWords(error: WireError | null, t: ChatMessages, clock: (at: EpochMs) => string): string {
  if (error === null) return t.refused.noNetwork;
  switch (error.code) {
    case 'MAY_NOT_WRITE':
      if (error.why === 'late') return t.refused.tooLate;
      if (error.why === 'unapproved') return t.hindrance.waiting;
      if (error.why === 'muted' && error.until !== null) return t.hindrance.muted(clock(error.until));
      return error.why === 'closed' ? t.hindrance.closed : t.refused.notAllowed;
    case 'BAD_REQUEST':
      return t.refused.empty;
    case 'RATE_LIMITED':
      return t.refused.tooFast(Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
    case 'UNAUTHENTICATED':
      return t.refused.signedOut;
    case 'NOT_FOUND':
      return t.refused.gone;
    case 'FORBIDDEN':
      return t.refused.notAllowed;
    case 'BUSY':
    case 'OUTCOME_UNKNOWN':
      return t.refused.busy;
    default:
      return t.refused.failed;
  }
}
