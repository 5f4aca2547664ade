import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { evolve, LADDERS, scheduleLot, type Lot } from '@rostrum/domain';
import { thisProcess } from './engine/process-identity.ts';
import { openDatabase } from './open-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-power-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a folder whose holder went down with the machine comes back under new epochs; one that was killed does not', async () => {
  let database = await openDatabase({ dataDir: folder });
  const [auctionId, lotId] = [randomUUID(), randomUUID()];
  const softClose = { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null } as const;
  const rules = { ladder: LADDERS['ebay-usd'], offLadder: 'allow', reserveMode: 'hold', softClose } as const;
  const times = { opensAt: 1, firstEndsAt: 2, staggerMs: 0, createdAt: 0 };
  const words = { title: 'A', summary: '', descriptionMd: '', termsMd: '', currency: 'USD', exponent: 2, zone: 'UTC' };
  const premium = { tiers: [], tax: { rateBp: 0, on: 'premium' as const } };
  await database.catalogue.addAuction({ id: auctionId, slug: 'a', ...words, ...times, ...rules, premium, demo: false });
  const lot = { lotId, auctionId, number: 1, currency: 'USD', consignorId: null, openingMinor: 1, reserveMinor: null };
  const events = scheduleLot({ type: 'ScheduleLot', ...lot, rules, startsAt: 1, endsAt: 2 }, 0);
  await database.ledger.create(events.reduce<Lot | null>(evolve, null)!, events, {
    title: 'A',
    descriptionMd: '',
    provenanceMd: '',
    category: '',
    pictureHashes: [],
    estimateLowMinor: null,
    estimateHighMinor: null,
  });
  const epoch = async () => (await database.ledger.read([lotId]))[0]!.epoch;
  const first = await epoch();

  const reopenedAfter = async (holder: object) => {
    await database.close();
    writeFileSync(join(folder, 'house.lock'), JSON.stringify(holder));
    database = await openDatabase({ dataDir: folder });
    return epoch();
  };
  expect(await reopenedAfter({ ...thisProcess(), startedAt: '1' })).toBe(first);
  expect(await reopenedAfter({ ...thisProcess(), bootId: 'another' })).not.toBe(first);
  await database.close();
});
