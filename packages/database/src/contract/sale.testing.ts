import { randomUUID } from 'node:crypto';
import { decide, evolve, LADDERS, scheduleLot } from '@rostrum/domain';
import type { Lot, LotCommand, LotEvent } from '@rostrum/domain';
import type { AuctionRow } from '../catalogue/catalogue.types.ts';
import type { Database } from '../database.ts';
import type { BatchCommand, BatchResult, Decide, LockedLot } from '../ledger/ledger.types.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

const HOUR_MS = 3_600_000;

/** A person of the house. */
export async function addPerson(house: TestHouse, options: { demo?: boolean; role?: string } = {}): Promise<string> {
  const id = randomUUID();
  await raw(
    house,
    `INSERT INTO people (id, name, email, role, demo)
     VALUES ('${id}', 'Somebody', '${id}@people.test', '${options.role ?? 'bidder'}', ${options.demo ?? false})`,
  );
  return id;
}

export function auctionRow(change: Partial<AuctionRow> = {}): AuctionRow {
  const id = randomUUID();
  return {
    id,
    slug: id,
    title: 'An estate',
    summary: 'Things of a house.',
    descriptionMd: '',
    termsMd: '',
    currency: 'EUR',
    exponent: 2,
    zone: 'Europe/Berlin',
    opensAt: Date.now() - HOUR_MS,
    firstEndsAt: Date.now() + HOUR_MS,
    staggerMs: 0,
    ladder: LADDERS['ebay-usd'],
    offLadder: 'allow',
    reserveMode: 'hold',
    softClose: { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null },
    premium: { tiers: [{ fromMinor: 0, rateBp: 2000 }], tax: { rateBp: 0, on: 'premium' } },
    demo: false,
    createdAt: Date.now(),
    ...change,
  };
}

/** An auction with `people` registered in their order. */
export async function addAuction(
  { database }: TestHouse,
  people: readonly string[] = [],
  change: Partial<AuctionRow> = {},
): Promise<AuctionRow> {
  const row = auctionRow(change);
  await database.catalogue.addAuction(row);
  for (const personId of people) await database.catalogue.register(row.id, personId);
  return row;
}

/** A lot of an auction, open unless `startsAt` lies ahead. */
export async function addLot(
  { database }: TestHouse,
  auction: AuctionRow,
  change: {
    number?: number;
    startsAt?: number;
    endsAt?: number;
    title?: string;
    category?: string;
    pictureHashes?: string[];
  } = {},
): Promise<Lot> {
  const number = change.number ?? Math.floor(Math.random() * 1_000_000_000);
  const { ladder, offLadder, reserveMode, softClose, currency } = auction;
  const startsAt = change.startsAt ?? auction.opensAt;
  const events = scheduleLot(
    {
      type: 'ScheduleLot',
      lotId: randomUUID(),
      auctionId: auction.id,
      number,
      currency,
      consignorId: null,
      openingMinor: 1_000,
      reserveMinor: null,
      rules: { ladder, offLadder, reserveMode, softClose },
      startsAt,
      endsAt: change.endsAt ?? Date.now() + HOUR_MS,
    },
    startsAt,
  );
  const scheduled = fold(null, events);
  const opened = startsAt <= Date.now() ? decide(scheduled, { type: 'OpenLot' }, Date.now()) : null;
  const all = [...events, ...(opened?.accepted ? opened.events : [])];
  const lot = fold(null, all);
  await database.ledger.create(lot, all, {
    title: change.title ?? `Lot ${number}`,
    descriptionMd: '',
    provenanceMd: '',
    estimateLowMinor: null,
    estimateHighMinor: 5_000,
    category: change.category ?? 'things',
    pictureHashes: change.pictureHashes ?? [],
  });
  return lot;
}

export function fold(lot: Lot | null, events: readonly LotEvent[]): Lot {
  let folded = lot;
  for (const event of events) folded = evolve(folded, event);
  if (!folded) throw new Error('no events');
  return folded;
}

/** A bid as it waits in the queue. */
export interface Bid {
  personId: string;
  maxMinor: number;
  id?: string;
  /** Stands for the body of the request. */
  hash?: string;
}

/** What the server does with a batch of bids, with an answer that is told apart from any other. */
export function place(
  database: Database,
  lotId: string,
  bids: readonly Bid[],
  spy?: (fresh: readonly number[]) => void,
): Promise<BatchResult> {
  const batch = bids.map(({ personId, maxMinor, id = randomUUID(), hash = String(maxMinor) }): BatchCommand => ({
    command: { personId, id, requestHash: hash },
    bidderId: personId,
  }));
  return database.ledger.transact(lotId, batch, (locked, fresh) => {
    spy?.(fresh);
    return deciding((index) => bidCommand(locked, bids[index]))(locked, fresh);
  });
}

/** A command of the house. */
export function order(database: Database, lotId: string, command: LotCommand): Promise<BatchResult> {
  const batch = [{ command: null, bidderId: null }];
  return database.ledger.transact(
    lotId,
    batch,
    deciding(() => command),
  );
}

function bidCommand(locked: LockedLot, bid: Bid | undefined): LotCommand {
  if (!bid) throw new Error('no such bid');
  const registration = locked.registrations.get(bid.personId);
  return {
    type: 'PlaceBid',
    bidder: {
      personId: bid.personId,
      paddle: registration?.paddle ?? null,
      staff: locked.roles.get(bid.personId) !== 'bidder',
      barred: registration?.barred ?? false,
      leftMinor: registration?.leftMinor ?? null,
    },
    maxMinor: bid.maxMinor,
    receivedAt: locked.now,
  };
}

function deciding(commandOf: (index: number) => LotCommand): Decide {
  return (locked, fresh) => {
    const events: LotEvent[] = [];
    const causes: number[] = [];
    const answers = new Map<number, string>();
    let { lot } = locked;
    for (const index of fresh) {
      const decision = decide(lot, commandOf(index), locked.now);
      if (decision.accepted) {
        events.push(...decision.events);
        causes.push(...decision.events.map(() => index));
        lot = fold(lot, decision.events);
      }
      const outcome = decision.accepted ? { ok: true } : { ok: false, code: decision.reason.code };
      answers.set(index, JSON.stringify({ answer: randomUUID(), ...outcome }));
    }
    return { lot, events, causes, answers };
  };
}

/** Everything that `verify` finds wrong with these lots. */
export async function differences({ database }: TestHouse, lotIds: readonly string[]): Promise<(string | undefined)[]> {
  const bad: (string | undefined)[] = [];
  for await (const { lotId, ok, difference } of database.ledger.verify()) {
    if (!ok && lotIds.includes(lotId)) bad.push(difference);
  }
  return bad;
}

/** An auction in which Ada and Bo may bid, with one lot. */
export async function openSale(house: TestHouse) {
  const [ada, bo] = [await addPerson(house), await addPerson(house)];
  const auction = await addAuction(house, [ada, bo]);
  return { house, database: house.database, ada, bo, auction, lot: await addLot(house, auction) };
}
