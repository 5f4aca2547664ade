import { refuse, type Refusal } from '../platform/index.ts';
import type { HouseRefusal } from './lot-commands.ts';

/** What staff are told where a command of theirs did nothing. */
export function refusalOf(reason: HouseRefusal): Refusal {
  switch (reason.code) {
    case 'LOT_UNKNOWN':
    case 'BUSY':
    case 'OUTCOME_UNKNOWN':
      return refuse(reason.code);
    case 'NOT_NOW':
      return refuse('BAD_REQUEST', { path: '' }, `This cannot be done now: ${reason.why}.`);
    default:
      return refuse('BAD_REQUEST', { path: '' }, 'This cannot be done now.');
  }
}
