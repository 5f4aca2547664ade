import { percentile } from '../figures.ts';
import { cpuSeconds } from '../cpu.ts';
import { checkLedgers } from '../hot-lot/ledger-check.ts';
import { openSaleHouse, type SaleHouse } from '../hot-lot/sale-house.ts';
import type { AcceptedBid, BidsSeen } from '../load/bids.order.ts';
import { openGenerator, type Generator } from '../load/generator.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';

const LOTS = 8;
const BIDDERS = 64;
const WATCHERS = 50;
const WARM_MS = 2_000;
const RUN_MS = 4_000;

/** Bids over several lots at one node, and at two that share PostgreSQL. */
export const scenario: Scenario = {
  name: 'nodes',
  title: 'One node against two',
  about: `${LOTS} lots at once with ${BIDDERS / LOTS} bidders each (as in “One hot lot”, A) and ${WATCHERS} watchers in all, on
one PostgreSQL: at one node, and at two with half of each lot’s bidders and watchers at either (LISTEN/NOTIFY between
them). On two cores the second node has none of its own: what the table shows is the price of sharing a lot between
nodes, not what a second machine adds.`,
  columns: [
    { key: 'accepted', title: 'accepted/s' },
    { key: 'p50', title: 'ack p50, ms', digits: 1 },
    { key: 'p95', title: 'p95', digits: 1 },
    { key: 'broadcast', title: 'bid → watcher p95, ms', digits: 1 },
    { key: 'cpu', title: 'server cores, %' },
    { key: 'lost', title: 'lost' },
    { key: 'doubled', title: 'doubled' },
    { key: 'gaps', title: 'gaps' },
  ],
  async run(kit: Kit): Promise<Row[]> {
    if (!kit.postgres) return [];
    const generator = await kit.keep('generator', async () => openGenerator());
    const rig = await kit.keep('house', () => openSaleHouse(kit.postgres, BIDDERS));
    const second = await rig.secondNode();
    await rig.house.stop();
    await rig.house.start();
    const one = [{ url: rig.house.url, pid: rig.house.pid()! }];
    const two = [...one, { url: second.url, pid: second.pid()! }];
    await bidAt(two, generator, rig, WARM_MS);
    const runs = [
      { name: 'one node', ...(await bidAt(one, generator, rig, RUN_MS)) },
      { name: 'two nodes', ...(await bidAt(two, generator, rig, RUN_MS)) },
    ];
    await Promise.all([rig.house.stop(), second.stop()]);
    const rows: Row[] = [];
    for (const { name, cells, accepted } of runs) {
      const checks = [...(await checkLedgers(rig.where, accepted)).values()];
      const sum = (key: 'lost' | 'doubled') => checks.reduce((all, check) => all + check[key], 0);
      kit.say(`${name}: ${Math.round(cells.accepted)} accepted/s, ack p95 ${cells.p95.toFixed(1)} ms`);
      rows.push({ name, cells: { ...cells, lost: sum('lost'), doubled: sum('doubled') } });
    }
    return rows;
  },
};

async function bidAt(nodes: { url: string; pid: number }[], generator: Generator, rig: SaleHouse, ms: number) {
  const lots = Array.from({ length: LOTS }, () => rig.freshLot());
  const each = BIDDERS / LOTS / nodes.length;
  let next = 0;
  const orders = lots.flatMap((lotId) =>
    nodes.map(({ url }) => ({
      url,
      lotId,
      bidders: rig.bidders.slice(next, (next += each)),
      watchers: Math.round(WATCHERS / LOTS / nodes.length),
      mode: 'counter' as const,
      ms,
    })),
  );
  const cpuBefore = nodes.map(({ pid }) => cpuSeconds(pid));
  const begun = performance.now();
  const seen = await generator.bids(orders);
  const tookS = (performance.now() - begun) / 1_000;
  const cpu = nodes.reduce((sum, { pid }, index) => sum + cpuSeconds(pid) - cpuBefore[index]!, 0) / tookS;
  const accepted = new Map<string, AcceptedBid[]>();
  for (const [index, { lotId }] of orders.entries()) {
    accepted.set(lotId, [...(accepted.get(lotId) ?? []), ...seen[index]!.accepted]);
  }
  return { accepted, cells: { ...cellsOf(seen), cpu: cpu * 100 } };
}

function cellsOf(seen: readonly BidsSeen[]) {
  const perSecond = seen.reduce((sum, { accepted, tookMs }) => sum + (accepted.length * 1_000) / tookMs, 0);
  const acks = seen.flatMap((each) => each.acks);
  return {
    accepted: perSecond,
    p50: percentile(acks, 0.5),
    p95: percentile(acks, 0.95),
    broadcast: percentile(
      seen.flatMap(({ broadcasts }) => broadcasts),
      0.95,
    ),
    gaps: seen.reduce((sum, { gaps }) => sum + gaps, 0),
  };
}
