import type { BidAnswer, BidCommand, BidReceipt } from '@rostrum/contract';
import type { LockedLot } from '@rostrum/database';
import { decide, evolve, minimumOf, type Lot, type LotRefusal } from '@rostrum/domain';
import type { SignedIn } from '../accounts/index.ts';
import { refuse } from '../platform/index.ts';
import type { Verdict } from './lot-queue.ts';

/** A bid with what the door knows of it. `receivedAt` is what counts, epoch ms of the database's clock. */
export interface IncomingBid {
  who: Pick<SignedIn, 'personId' | 'role' | 'approved'>;
  command: BidCommand;
  receivedAt: number;
}

/** The bid's events and its answer as it is stored; a refusal by the rules is an answer too. */
export function decideBid({ who, command, receivedAt }: IncomingBid, lot: Lot, locked: LockedLot): Verdict {
  const refused = (answer: BidAnswer): Verdict => ({ lot, events: [], answer: JSON.stringify(answer) });
  if (lot.status !== 'draft' && !who.approved) return refused(mayNotBid());
  const registration = locked.registrations.get(who.personId);
  const bidder = {
    personId: who.personId,
    paddle: registration?.paddle ?? null,
    staff: (locked.roles.get(who.personId) ?? who.role) !== 'bidder',
    barred: registration?.barred ?? false,
    leftMinor: registration?.leftMinor ?? null,
  };
  const { maxMinor, currency, notAfter } = command;
  const decision = decide(lot, { type: 'PlaceBid', bidder, maxMinor, currency, receivedAt, notAfter }, locked.now);
  if (!decision.accepted) return refused(refusal(decision.reason));
  const after = decision.events.reduce(evolve, lot);
  const receipt: BidReceipt = {
    commandId: command.id,
    lotId: lot.id,
    outcome: outcomeOf(who.personId, lot, after),
    priceMinor: after.priceMinor!,
    minimumMinor: minimumOf(after)!,
    maxMinor,
    epoch: locked.epoch,
    version: after.version,
    endsAt: after.endsAt,
    receivedAt,
    decidedAt: locked.now,
  };
  const answer: BidAnswer = { ok: true, receipt };
  return { lot: after, events: decision.events, answer: JSON.stringify(answer) };
}

function outcomeOf(personId: string, before: Lot, after: Lot): BidReceipt['outcome'] {
  if (after.leaderId !== personId) return 'outbid';
  return before.leaderId === personId ? 'raised' : 'leading';
}

function mayNotBid(): BidAnswer {
  return { ok: false, error: refuse('MAY_NOT_BID', { why: 'unverified' }).error };
}

/** The rules' reason as it crosses the wire: the same code and data, with words. */
function refusal({ code, ...data }: LotRefusal): BidAnswer {
  if (code === 'NOT_NOW') throw new Error('a bid is never refused as NOT_NOW');
  return { ok: false, error: refuse(code, data as never).error };
}
