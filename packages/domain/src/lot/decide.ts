import { closeLot } from './close-lot.ts';
import { compensateOutage } from './compensate-outage.ts';
import type { LotDecision } from './decision.ts';
import type { Instant, Lot } from './lot.ts';
import type { LotCommand } from './lot.commands.ts';
import { lowerReserve } from './lower-reserve.ts';
import { openLot } from './open-lot.ts';
import { pauseLot, resumeLot } from './pause-lot.ts';
import { placeBid } from './place-bid.ts';
import { voidBids } from './void-bids.ts';
import { withdrawLot } from './withdraw-lot.ts';

/** The answer to a command: what happened, or why not. `now` is the database's time, read under the lot's lock. */
export function decide(lot: Lot, command: LotCommand, now: Instant): LotDecision {
  switch (command.type) {
    case 'PlaceBid':
      return placeBid(lot, command, now);
    case 'OpenLot':
      return openLot(lot, now);
    case 'CloseLot':
      return closeLot(lot, now);
    case 'VoidBids':
      return voidBids(lot, command, now);
    case 'LowerReserve':
      return lowerReserve(lot, command.reserveMinor, now);
    case 'PauseLot':
      return pauseLot(lot, command.reason, now);
    case 'ResumeLot':
      return resumeLot(lot, command.endsAt, now);
    case 'WithdrawLot':
      return withdrawLot(lot, now);
    case 'CompensateOutage':
      return compensateOutage(lot, command.gapMs, command.floorMs, now);
  }
}
