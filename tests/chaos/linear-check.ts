import { checksumOf, type PublicLot } from '@rostrum/contract';
import { publicStateOf, type Lot } from '@rostrum/domain';
import type { History, Intent } from './history.ts';
import type { Kept, LedgerLine } from './ledger-check.ts';
import { mayBeRefused, replayLot, statesOf } from './model-check.ts';

/** How far the clocks of this test and of the house may be apart, in ms. */
const CLOCKS_MS = 500;

/** One look at a lot over REST. Times by `performance.now()`. */
export interface Look {
  lotId: string;
  node: number;
  calledAt: number;
  returnedAt: number;
  lot: PublicLot;
}

/**
 * How often the history of a lot is not that of one thing at a time: each answer as the rules give it in the ledger's
 * order, that order as real time had it, nothing in the ledger that nobody asked for, nothing shown that never was.
 */
export function notLinear({ intents }: History, looks: readonly Look[], { ledgers, receipts }: Kept): string[] {
  return [...ledgers].flatMap(([lotId, lines]) => {
    const states = statesOf(lines);
    const own = intents.filter(({ body }) => body.lotId === lotId);
    const places = placesOf(lines);
    const wrong = [
      ...replayLot(lines, states, own),
      ...outOfOrder(own, places),
      ...unjust(own, places, states, receipts),
      ...falseLooks(
        looks.filter((look) => look.lotId === lotId),
        own,
        places,
        states,
      ),
    ];
    return wrong.map((line) => `lot ${lotId}: ${line}`);
  });
}

/** Where in the ledger a command took place: the index of its last event. */
function placesOf(lines: readonly LedgerLine[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [index, { commandId }] of lines.entries()) if (commandId !== null) places.set(commandId, index);
  return places;
}

function accepted(intents: readonly Intent[], places: ReadonlyMap<string, number>): (Intent & { place: number })[] {
  return intents
    .filter(({ fate }) => fate?.kind === 'accepted')
    .flatMap((intent) => {
      const place = places.get(intent.body.id);
      return place === undefined ? [] : [{ ...intent, place }];
    })
    .toSorted((a, b) => a.place - b.place);
}

/** A call that had returned before another began comes earlier; and the house knew of none before it was asked. */
function outOfOrder(intents: readonly Intent[], places: ReadonlyMap<string, number>): string[] {
  const wrong: string[] = [];
  let earliestReturn = Infinity;
  for (const { body, calledAt, returnedAt, fate } of accepted(intents, places).toReversed()) {
    if (earliestReturn < calledAt) wrong.push(`${body.id} was asked after an answer that stands behind it`);
    earliestReturn = Math.min(earliestReturn, returnedAt ?? Infinity);
    const { receivedAt } = (fate?.kind === 'accepted' && fate.receipt) as { receivedAt: number };
    const from = performance.timeOrigin + calledAt - CLOCKS_MS;
    const to = performance.timeOrigin + (returnedAt ?? Infinity) + CLOCKS_MS;
    if (receivedAt < from || receivedAt > to) wrong.push(`${body.id} was received when nobody had sent it`);
  }
  return wrong;
}

/** Refusals that the rules give on none of the states that the bid can have met. */
function unjust(
  intents: readonly Intent[],
  places: ReadonlyMap<string, number>,
  states: readonly Lot[],
  receipts: Kept['receipts'],
): string[] {
  const order = accepted(intents, places);
  const wrong: string[] = [];
  for (const intent of intents) {
    if (intent.fate?.kind === 'mismatch') wrong.push(`${intent.body.id} was told that it is another's`);
    if (intent.fate?.kind !== 'refused') continue;
    const { calledAt, returnedAt, body, fate, bidder } = intent;
    if (fate.error.code === 'BID_EXPIRED') {
      // It was cancelled when its bidder asked what had become of it, and that answer was lost.
      if (intent.settles > 0 && receipts.get(`${bidder.personId} ${body.id}`) === null) continue;
      const learntAt = performance.timeOrigin + (returnedAt ?? Infinity) + CLOCKS_MS;
      if (body.notAfter === undefined || learntAt < body.notAfter) wrong.push(`${body.id} expired too early`);
      continue;
    }
    const lowest = Math.max(
      0,
      ...order.filter((each) => (each.returnedAt ?? Infinity) < calledAt).map(({ place }) => place),
    );
    const above = order.filter((each) => each.calledAt > (returnedAt ?? Infinity)).map(({ place }) => place);
    const highest = Math.min(states.length, ...above);
    if (!states.slice(lowest, highest).some((state) => mayBeRefused(intent, state))) {
      wrong.push(`${body.id}: ${JSON.stringify(fate.error)} is true on no state that it can have met`);
    }
  }
  return wrong;
}

/** Looks that show what never was, what was not yet asked for, or less than was shown before. */
function falseLooks(
  looks: readonly Look[],
  intents: readonly Intent[],
  places: ReadonlyMap<string, number>,
  states: readonly Lot[],
): string[] {
  const wrong: string[] = [];
  const byVersion = new Map(states.map((state) => [state.version, state]));
  const asked = accepted(intents, places).map(({ place, calledAt }) => ({ version: states[place]!.version, calledAt }));
  for (const look of looks) {
    const state = byVersion.get(look.lot.version);
    const { epoch, checksum } = look.lot;
    const expected = state && checksumOf({ ...publicStateOf(state), epoch });
    if (expected !== checksum) wrong.push(`version ${look.lot.version} was shown as it never was`);
    const first = asked.find(({ version }) => version === look.lot.version);
    if (first && first.calledAt > look.returnedAt)
      wrong.push(`version ${look.lot.version} was shown before its bid was sent`);
    const backwards = looks.some(
      (other) => other.node === look.node && other.returnedAt < look.calledAt && other.lot.version > look.lot.version,
    );
    if (backwards) wrong.push(`version ${look.lot.version} was shown on node ${look.node} after a later one`);
  }
  return wrong;
}
