import { setTimeout as pause } from 'node:timers/promises';
import { createHouseClient, type HouseClient } from '@rostrum/client';
import type { LotSummary } from '@rostrum/contract';
import type { Orders, RobotPerson } from './orders.ts';
import { seededRandom } from './random.ts';
import { signIn } from './sign-in.ts';
import { nextMove, restMs, type SeenLot } from './temper.ts';

/** How often a robot looks for new sales. */
const CATALOGUE_EVERY_MS = 60_000;
const SIGN_IN_AGAIN_MS = 15_000;

/** The sales that a robot takes part in, as it read them last. */
interface Sales {
  lots: LotSummary[];
  unwatch: () => void;
  readAt: number;
}

/** Bids as one person for ever: signs in, registers for what is open, bids, and begins again when its session ends. */
export async function liveAsRobot(person: RobotPerson, orders: Orders): Promise<never> {
  for (;;) {
    try {
      await bidUntilSignedOut(person, orders);
    } catch (error) {
      // The house may be starting or going away; it is asked again.
      process.stderr.write(`${person.name} waits: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    await pause(SIGN_IN_AGAIN_MS);
  }
}

async function bidUntilSignedOut(person: RobotPerson, orders: Orders): Promise<void> {
  const random = seededRandom(person.seed);
  const headers = { cookie: await signIn(orders, person.email), origin: orders.origin };
  const client = createHouseClient({ url: orders.url, signedIn: true, headers, random });
  const session = { over: false };
  client.me.refused.add(() => (session.over = true));
  let sales: Sales | null = null;
  try {
    while (!session.over) {
      if (sales === null || Date.now() - sales.readAt > CATALOGUE_EVERY_MS) {
        sales?.unwatch();
        sales = await enterSales(client);
      }
      const now = client.clock.now();
      const seen = sales.lots.map((lot) => look(client, lot));
      await pause(restMs(seen, now, random));
      if (client.status.state !== 'live') continue;
      await bid(client, person, sales.lots, random);
    }
  } finally {
    client.close();
  }
}

/** Reads the open sales, registers where the robot has no paddle yet, and watches them. */
async function enterSales(client: HouseClient): Promise<Sales> {
  const [{ items }, me] = await Promise.all([client.rest.auctions(), client.rest.me()]);
  const open = items.filter((auction) => auction.status === 'open');
  const registered = new Set(me.paddles.map((paddle) => paddle.auctionId));
  const lots: LotSummary[] = [];
  const unwatches: (() => void)[] = [];
  for (const { id, slug } of open) {
    if (!registered.has(id)) await client.rest.register(slug);
    lots.push(...(await client.rest.auctionLots(slug, { limit: 200 })).items);
    unwatches.push(client.lots.watch({ auction: id }));
  }
  client.lots.seed(lots);
  return { lots, unwatch: () => unwatches.forEach((unwatch) => unwatch()), readAt: Date.now() };
}

/** Makes one bid if the robot is in the mood; a refusal is part of the game. */
async function bid(
  client: HouseClient,
  person: RobotPerson,
  lots: readonly LotSummary[],
  random: () => number,
): Promise<void> {
  const seen = lots.map((lot) => look(client, lot));
  const move = nextMove(person, seen, client.clock.now(), random);
  const lot = lots.find(({ id }) => id === move?.lotId);
  if (move === null || lot === undefined) return;
  await client.bid(move.lotId, move.maxMinor, lot.currency);
}

/** A lot as it stands now. */
function look(client: HouseClient, lot: LotSummary): SeenLot {
  const { status, minimumMinor, priceMinor, endsAt } = client.lots.get(lot.id) ?? lot;
  const standing = client.me.standingOf(lot.id);
  const owed = { leading: standing?.maxMinor ?? 0, won: priceMinor ?? 0, watching: 0, outbid: 0, lost: 0 };
  const { id, title, openingMinor, estimateLowMinor, estimateHighMinor } = lot;
  const state = standing?.state ?? 'watching';
  return {
    id,
    title,
    openingMinor,
    estimateLowMinor,
    estimateHighMinor,
    minimumMinor,
    endsAt,
    open: status === 'open',
    mine: state === 'leading' || state === 'won',
    owedMinor: owed[state],
  };
}
