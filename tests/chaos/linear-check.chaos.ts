import { checksumOf } from '@rostrum/contract';
import { decide, evolve, LADDERS, minimumOf, publicStateOf, scheduleLot, type Lot } from '@rostrum/domain';
import { expect, test } from 'vitest';
import { History, type Fate, type Intent } from './history.ts';
import type { LedgerLine } from './ledger-check.ts';
import { notLinear, type Look } from './linear-check.ts';
import { statesOf } from './model-check.ts';

const START = Math.floor(performance.timeOrigin);
const CURRENCY = 'USD';

/** A lot on which two people bid one after the other and a third too low, with the history as it truly was. */
function aHistory() {
  const softClose = { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null } as const;
  const rules = { ladder: LADDERS['ebay-usd'], offLadder: 'allow', reserveMode: 'hold', softClose } as const;
  const sale = { auctionId: 'sale', number: 1, currency: CURRENCY, consignorId: null };
  const prices = { openingMinor: 1_000, reserveMinor: null, startsAt: START, endsAt: START + 60_000 };
  const scheduled = scheduleLot({ type: 'ScheduleLot', lotId: 'lot', ...sale, ...prices, rules }, START);
  let lot = scheduled.reduce<Lot | null>(evolve, null)!;
  const lines: LedgerLine[] = scheduled.map((event) => ({ ...event, commandId: null }));
  const history = new History();
  const bid = (paddle: number, maxMinor: number, calledAt: number): Intent => {
    const bidder = { personId: `person ${paddle}`, paddle, cookie: '' };
    const intent = history.begin(bidder, { id: `bid ${paddle}`, lotId: 'lot', maxMinor, currency: CURRENCY });
    const at = START + calledAt + 1;
    const who = { personId: bidder.personId, paddle, staff: false, barred: false, leftMinor: null };
    const decision = decide(lot, { type: 'PlaceBid', bidder: who, maxMinor, currency: CURRENCY, receivedAt: at }, at);
    let fate: Fate;
    if (decision.accepted) {
      lot = decision.events.reduce(evolve, lot);
      lines.push(...decision.events.map((event) => ({ ...event, commandId: intent.body.id })));
      const outcome = lot.leaderId === bidder.personId ? 'leading' : 'outbid';
      const price = { priceMinor: lot.priceMinor!, minimumMinor: minimumOf(lot)!, maxMinor };
      const when = { endsAt: lot.endsAt, receivedAt: at, decidedAt: at };
      const receipt = {
        commandId: intent.body.id,
        lotId: 'lot',
        epoch: 'epoch',
        version: lot.version,
        outcome,
      } as const;
      fate = { kind: 'accepted', receipt: { ...receipt, ...price, ...when } };
    } else fate = { kind: 'refused', error: { message: '', ...decision.reason } as never };
    Object.assign(intent, { fate, calledAt, returnedAt: calledAt + 10 });
    return intent;
  };
  const intents = [bid(1, 2_000, 100), bid(2, 3_000, 200), bid(3, 1_500, 300)] as const;
  const look = (index: number, calledAt: number): Look => {
    const state = { ...publicStateOf(statesOf(lines)[index]!), epoch: 'epoch' };
    return {
      lotId: 'lot',
      node: 0,
      calledAt,
      returnedAt: calledAt + 5,
      lot: { ...state, checksum: checksumOf(state) },
    };
  };
  const check = (looks: Look[] = []) =>
    notLinear(history, looks, { ledgers: new Map([['lot', lines]]), receipts: new Map() });
  return { intents, lines, look, check };
}

test('what happened one after the other is taken as such', () => {
  const { check, look, lines } = aHistory();
  expect(lines.length).toBeGreaterThan(3);
  expect(check([look(lines.length - 1, 250)])).toEqual([]);
});

test('an order that real time did not have is found', () => {
  const { check, intents } = aHistory();
  Object.assign(intents[0], { calledAt: 230, returnedAt: 240 });
  expect(check()).toEqual([expect.stringContaining('was asked after an answer that stands behind it')]);
});

test('an answer that the rules do not give is found', () => {
  const { check, intents } = aHistory();
  const { fate } = intents[1];
  if (fate?.kind === 'accepted') fate.receipt.minimumMinor += 1;
  expect(check()).toEqual([expect.stringContaining('minimumMinor is')]);
});

test('a refusal that was true only later, or never, is found', () => {
  const later = aHistory();
  Object.assign(later.intents[2], { calledAt: 50, returnedAt: 60 });
  expect(later.check()).toEqual([expect.stringContaining('is true on no state that it can have met')]);
});

test('an event that nobody asked for is found', () => {
  const { check, lines } = aHistory();
  Object.assign(lines.at(-1)!, { commandId: 'another bid' });
  expect(check()).toEqual([expect.stringContaining('which nobody was told of')]);
});

test('a state that never was, came too early, or went backwards is found', () => {
  const { check, look, lines } = aHistory();
  const last = look(lines.length - 1, 250);
  expect(check([{ ...last, lot: { ...last.lot, checksum: '00000000' } }])).toEqual([
    expect.stringContaining('never was'),
  ]);
  expect(check([look(lines.length - 1, 150)])).toEqual([expect.stringContaining('before its bid was sent')]);
  expect(check([last, look(0, 270)])).toEqual([expect.stringContaining('after a later one')]);
});
