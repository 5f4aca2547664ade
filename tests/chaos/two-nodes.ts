import { startFaultProxy, type FaultProxy } from '@rostrum/testing';
import { aHouse, until, type HouseProcess } from '../e2e/house.ts';
import { lacksRedis, ownRedis, type OwnRedis } from '../e2e/own-redis.ts';
import { register, signUp, type Visitor } from '../e2e/people.ts';
import { putSale, type Sale } from '../e2e/sale.ts';
import { lacksPostgres, ownPostgres } from './own-postgres.ts';

/** A node, and the line to it. */
export interface Node {
  house: HouseProcess;
  line: FaultProxy;
  up: boolean;
  /** A node that is being restarted already is not restarted twice. */
  restart(how: 'kill' | 'stop'): Promise<void>;
}

/** Two nodes on one PostgreSQL and one Redis, all of their own. */
export interface TwoNodes {
  nodes: readonly [Node, Node];
  redis: OwnRedis;
  sale: Sale;
  owner: Visitor;
  bidders: readonly Visitor[];
  /** Both nodes hear each other over Redis. */
  busStands(): Promise<void>;
  remove(): Promise<void>;
}

/** Why two nodes cannot be started here; null where they can. */
export function lacksTwoNodes(): string | null {
  return lacksPostgres() ?? lacksRedis();
}

async function aNode(env: Record<string, string>): Promise<Node> {
  const house = await aHouse(env);
  const line = await startFaultProxy(house.port);
  let restarting: Promise<void> | null = null;
  const again = async (how: 'kill' | 'stop'): Promise<void> => {
    node.up = false;
    await house[how]();
    await house.start();
    node.up = true;
  };
  const node: Node = {
    house,
    line,
    up: false,
    restart: (how) => (restarting ??= again(how).finally(() => (restarting = null))),
  };
  return node;
}

/** Opens them with a sale of `lots` lots and `people` bidders. */
export async function openTwoNodes(lots: number, people: number): Promise<TwoNodes> {
  const [postgres, redis] = [await ownPostgres(), await ownRedis()];
  await Promise.all([postgres.start(), redis.start()]);
  const things = Array.from({ length: lots }, (_, index) => ({
    title: `Thing ${index + 1}`,
    openingMinor: 1_000,
    closesInMs: 24 * 3_600_000,
  }));
  const sale = await putSale({ url: postgres.url }, { lots: things });
  const limits = { BIDS_PER_SECOND: '10000', SIGN_INS_PER_MINUTE: '10000', WATCHES_PER_SECOND: '1000' };
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, LOG_LEVEL: 'warn', ...limits };
  const nodes = [await aNode(env), await aNode(env)] as const;
  // One after the other: the first one prepares the tables.
  for (const node of nodes) {
    await node.house.start();
    node.up = true;
  }
  const { url } = nodes[0].house;
  const owner = await signUp(url, 'Olga');
  const bidders: Visitor[] = [];
  for (let i = 0; i < people; i++) {
    const bidder = await signUp(url, ['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'][i % 6]!);
    await register(url, sale.slug, bidder.cookie);
    bidders.push(bidder);
  }
  return {
    nodes,
    redis,
    sale,
    owner,
    bidders,
    busStands: () => until(async () => (await redis.listeners('rostrum_bus')) === 2, 'both nodes listen to Redis'),
    async remove() {
      for (const { house, line } of nodes) {
        await line.close();
        await house.remove();
      }
      await redis.kill();
      await postgres.remove();
    },
  };
}
