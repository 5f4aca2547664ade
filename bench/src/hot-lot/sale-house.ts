import type { DatabaseOptions } from '@rostrum/database';
import { aHouse, type HouseProcess } from '../../../tests/e2e/house.ts';
import { ownDatabase } from '../../../tests/e2e/own-database.ts';
import { register, signUp } from '../../../tests/e2e/people.ts';
import { putSale, type Sale } from '../../../tests/e2e/sale.ts';
import type { LoadBidder } from '../load/bids.order.ts';

const LOTS = 200;
/** Limits that would stand in the way of a few people who bid for hundreds. */
const LIMITS = {
  BIDS_PER_SECOND: '1000000',
  MESSAGES_PER_SECOND: '1000000',
  WATCHES_PER_SECOND: '1000000',
  SIGN_INS_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
};

/** A built house with a sale of many lots and people who may bid in it. It runs; `where` may be opened while it does not. */
export interface SaleHouse {
  house: HouseProcess;
  sale: Sale;
  where: DatabaseOptions;
  /** Another node on the same PostgreSQL, running. */
  secondNode(): Promise<HouseProcess>;
  bidders: LoadBidder[];
  /** A lot on which nobody has bid. */
  freshLot(): string;
  close(): Promise<void>;
}

/** Opens a sale on a database of its own on `postgres`, or in a folder of its own. */
export async function openSaleHouse(postgres: string | null, people: number): Promise<SaleHouse> {
  const database = postgres ? await ownDatabase(postgres) : null;
  const env = { ...LIMITS, ...(database && { DATABASE_URL: database.url }) };
  const house = await aHouse(env);
  const more: HouseProcess[] = [];
  const where = database ? { url: database.url } : { dataDir: house.dataDir };
  const lots = Array.from({ length: LOTS }, (_, index) => ({
    title: `Thing ${index + 1}`,
    openingMinor: 1_000,
    closesInMs: 24 * 3_600_000,
  }));
  const sale = await putSale(where, { lots });
  await house.start();
  await signUp(house.url, 'Olga');
  const bidders = await Promise.all(
    Array.from({ length: people }, async (_, index) => {
      const { cookie } = await signUp(house.url, `Bidder${index}`);
      return { paddle: await register(house.url, sale.slug, cookie), cookie, personId: `bidder-${index}` };
    }),
  );
  let next = 0;
  return {
    house,
    sale,
    where,
    bidders,
    async secondNode() {
      const node = await aHouse(env);
      more.push(node);
      await node.start();
      return node;
    },
    freshLot: () => sale.lotIds[next++]!,
    async close() {
      for (const node of more) await node.remove();
      await house.remove();
      await database?.drop();
    },
  };
}
