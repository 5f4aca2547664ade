import { isDeepStrictEqual } from 'node:util';
import { decide, evolve, minimumOf } from '@rostrum/domain';
import type { Lot, LotCommand, LotEvent, LotRefusal, PlaceBid } from '@rostrum/domain';
import type { Intent } from './history.ts';
import type { LedgerLine } from './ledger-check.ts';

/** The lot after each event of its ledger: `[0]` is after the first. */
export function statesOf(lines: readonly LedgerLine[]): Lot[] {
  const states: Lot[] = [];
  for (const line of lines) states.push(evolve(states.at(-1) ?? null, eventOf(line)));
  return states;
}

function eventOf(line: LedgerLine): LotEvent {
  const { commandId: _commandId, ...event } = line;
  return event as LotEvent;
}

/** Events that one command caused, with the state that it met. `first` is the index of the first of them. */
interface Step {
  first: number;
  lines: LedgerLine[];
}

function stepsOf(lines: readonly LedgerLine[]): Step[] {
  const steps: Step[] = [];
  for (const [index, line] of lines.entries()) {
    const step = steps.at(-1);
    if (step && line.commandId !== null && step.lines[0]!.commandId === line.commandId) step.lines.push(line);
    else steps.push({ first: index, lines: [line] });
  }
  return steps;
}

/** What a bid is to the rules. `receivedAt` in epoch ms. */
function commandOf({ body, bidder }: Intent, receivedAt: number): PlaceBid {
  const { maxMinor, currency, notAfter } = body;
  const { personId, paddle } = bidder;
  return {
    type: 'PlaceBid',
    bidder: { personId, paddle, staff: false, barred: false, leftMinor: null },
    maxMinor,
    currency,
    receivedAt,
    ...(notAfter === undefined ? {} : { notAfter }),
  };
}

/** Bids of one lot against the rules, replayed in the ledger's order. `intents` are those of this lot. */
export function replayLot(lines: readonly LedgerLine[], states: readonly Lot[], intents: readonly Intent[]): string[] {
  const accepted = new Map(intents.filter(({ fate }) => fate?.kind === 'accepted').map((each) => [each.body.id, each]));
  const wrong: string[] = [];
  for (const { first, lines: said } of stepsOf(lines)) {
    const before = states[first - 1];
    // What made the lot was put there by the test.
    if (!before) continue;
    const after = states[first + said.length - 1]!;
    const { commandId } = said[0]!;
    const intent = commandId === null ? null : accepted.get(commandId);
    if (commandId !== null && !intent) wrong.push(`seq ${first + 1} comes of ${commandId}, which nobody was told of`);
    else wrong.push(...(intent ? replayBid(intent, before, after, said) : replayHouse(before, said)));
  }
  return wrong;
}

function replayBid(intent: Intent, before: Lot, after: Lot, said: readonly LedgerLine[]): string[] {
  if (intent.fate?.kind !== 'accepted') return [];
  const { receipt } = intent.fate;
  const decision = decide(before, commandOf(intent, receipt.receivedAt), receipt.decidedAt);
  const expected = decision.accepted ? decision.events : decision.reason;
  const wrong: string[] = [];
  if (!same(expected, said.map(eventOf))) {
    wrong.push(`${intent.body.id}: the rules say ${JSON.stringify(expected)}, the ledger ${JSON.stringify(said)}`);
  }
  const leads = after.leaderId === intent.bidder.personId;
  const told = {
    outcome: !leads ? 'outbid' : before.leaderId === intent.bidder.personId ? 'raised' : 'leading',
    priceMinor: after.priceMinor,
    minimumMinor: minimumOf(after),
    version: after.version,
    endsAt: after.endsAt,
  };
  for (const [key, value] of Object.entries(told)) {
    const heard = receipt[key as keyof typeof receipt];
    if (heard !== value) wrong.push(`${intent.body.id}: ${key} is ${value} by the rules, and ${heard} in the answer`);
  }
  return wrong;
}

/** Openings and hammers; the house does nothing else by itself in these runs. */
function replayHouse(before: Lot, said: readonly LedgerLine[]): string[] {
  const { type, at, seq } = said[0]!;
  const command: LotCommand | null =
    type === 'LotOpened'
      ? { type: 'OpenLot' }
      : type === 'LotSold' || type === 'LotPassed'
        ? { type: 'CloseLot' }
        : null;
  const decision = command && decide(before, command, at);
  if (decision?.accepted && same(decision.events, said.map(eventOf))) return [];
  return [`seq ${seq}: nobody asked for ${type}, or the rules say something else`];
}

/** Whether the rules refuse a bid as it was refused, on a state that it may have met. */
export function mayBeRefused(intent: Intent, lot: Lot): boolean {
  if (intent.fate?.kind !== 'refused') return false;
  const { message: _, ...told } = intent.fate.error;
  // A refused bid's answer does not say when it came, unless it came late: here, just in time.
  const justInTime = Math.min(lot.endsAt - 1, intent.body.notAfter ?? Infinity);
  const receivedAt = told.code === 'LOT_CLOSED' ? told.receivedAt : justInTime;
  const decision = decide(lot, commandOf(intent, receivedAt), receivedAt);
  return !decision.accepted && same(decision.reason satisfies LotRefusal, told);
}

function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
}
