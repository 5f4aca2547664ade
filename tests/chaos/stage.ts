import { openDatabase } from '@rostrum/database';
import { freePort, startFaultProxy, type FaultProxy } from '@rostrum/testing';
import pg from 'pg';
import { aHouse, type HouseProcess } from '../e2e/house.ts';
import { register, signUp, type Visitor } from '../e2e/people.ts';
import { putSale, type Sale, type SaleOptions } from '../e2e/sale.ts';
import type { Bidder } from './history.ts';
import { ownPostgres, type OwnPostgres } from './own-postgres.ts';

/** One node with breakable lines before and behind it. */
export interface StageNode {
  house: HouseProcess;
  /** From bidders to the node. */
  front: FaultProxy;
  /** From the node to PostgreSQL. */
  back: FaultProxy;
}

/** Several nodes on one PostgreSQL, people who may bid, and a fault proxy in every line. */
export interface Stage {
  postgres: OwnPostgres;
  nodes: StageNode[];
  /** Where the house is served, as browsers would say. */
  origin: string;
  /** A new sale in which everybody has a paddle. */
  sale(options: SaleOptions): Promise<{ sale: Sale; bidders: Bidder[] }>;
  /** All lines whole again. */
  heal(): void;
  remove(): Promise<void>;
}

const NO_LIMITS = {
  BIDS_PER_SECOND: '1000000',
  SIGN_INS_PER_MINUTE: '100000',
  CONNECTIONS_PER_PERSON: '10000',
  CONNECTIONS_PER_IP: '100000',
  LOG_LEVEL: 'warn',
};

/** `behind` puts something of the caller's own between the lines and PostgreSQL: from its port to another. */
interface StageSize {
  nodes: number;
  people: number;
  behind?: (postgresPort: number) => Promise<number>;
}

export async function openStage(size: StageSize): Promise<Stage> {
  const postgres = await ownPostgres();
  const nodes: StageNode[] = [];
  const remove = async (): Promise<void> => {
    for (const { house, front, back } of nodes) {
      await house.remove();
      await Promise.all([front.close(), back.close()]);
    }
    await postgres.remove();
  };
  try {
    await postgres.start();
    let origin = '';
    for (let index = 0; index < size.nodes; index++) {
      const back = await startFaultProxy((await size.behind?.(postgres.port)) ?? postgres.port);
      const port = await freePort();
      origin ||= `http://localhost:${port}`;
      const front = await startFaultProxy(port);
      const through = new URL(postgres.url);
      through.port = String(back.port);
      const house = await aHouse({
        PORT: String(port),
        PUBLIC_URL: origin,
        DATABASE_URL: through.href,
        ...NO_LIMITS,
      });
      nodes.push({ house, front, back });
    }
    await (await openDatabase({ url: postgres.url, poolSize: 1 })).close();
    await Promise.all(nodes.map(({ house }) => house.start()));
    const visitors = await people(origin, size.people);
    return {
      postgres,
      nodes,
      origin,
      sale: (options) => openSale(postgres.url, origin, visitors, options),
      heal: () => nodes.forEach(({ front, back }) => [front, back].forEach(whole)),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function whole(proxy: FaultProxy): void {
  proxy.set({ delayMs: 0, bytesPerSecond: null, frozen: false });
  proxy.refuse(false);
}

/** Who came first owns the house and does not bid. */
async function people(origin: string, count: number): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (let index = 0; index <= count; index++) {
    visitors.push(await signUp(origin, `Bidder${index}`));
  }
  return visitors.slice(1);
}

async function openSale(
  url: string,
  origin: string,
  visitors: readonly Visitor[],
  options: SaleOptions,
): Promise<{ sale: Sale; bidders: Bidder[] }> {
  const sale = await putSale({ url, poolSize: 1 }, options);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const bidders: Bidder[] = [];
  for (const { email, cookie } of visitors) {
    const paddle = await register(origin, sale.slug, cookie);
    const { rows } = await client.query<{ id: string }>('SELECT id FROM people WHERE email = $1', [email]);
    bidders.push({ personId: rows[0]!.id, paddle, cookie });
  }
  await client.end();
  return { sale, bidders };
}
