import { cpuSeconds } from '../cpu.ts';
import { percentile } from '../figures.ts';
import type { Generator } from '../load/generator.ts';
import type { BidsOrder, BidsSeen } from '../load/bids.order.ts';

/** One run on one lot, with what it cost the server. */
export interface Measured {
  order: BidsOrder;
  seen: BidsSeen;
  /** Share of one core that the server took. */
  cpu: number;
  /** Bids per transaction; NaN where the server does not tell. */
  batch: number;
}

/** Lets the generator bid and looks at the server (`pid`) before and after. */
export async function measure(generator: Generator, pid: number, order: BidsOrder): Promise<Measured> {
  const [cpuBefore, batchesBefore] = [cpuSeconds(pid), await batchesOf(order.url)];
  const begun = performance.now();
  const [seen] = (await generator.bids([order])) as [BidsSeen];
  const tookS = (performance.now() - begun) / 1_000;
  const batches = await batchesOf(order.url);
  return {
    order,
    seen,
    cpu: (cpuSeconds(pid) - cpuBefore) / tookS,
    batch: (batches.commands - batchesBefore.commands) / (batches.transactions - batchesBefore.transactions),
  };
}

/** The cells of a row. */
export function cellsOf({ seen, cpu, batch }: Measured): Record<string, number> {
  const perSecond = (count: number) => (count * 1_000) / seen.tookMs;
  return {
    accepted: perSecond(seen.accepted.length),
    refused: perSecond(Object.values(seen.refused).reduce((sum, count) => sum + count, 0)),
    batch,
    p50: percentile(seen.acks, 0.5),
    p95: percentile(seen.acks, 0.95),
    p99: percentile(seen.acks, 0.99),
    broadcast: percentile(seen.broadcasts, 0.95),
    cpu: cpu * 100,
    gaps: seen.gaps,
  };
}

async function batchesOf(url: string): Promise<{ commands: number; transactions: number }> {
  const answer = await fetch(`${url}/metrics`).catch(() => null);
  const text = answer?.ok ? await answer.text() : '';
  const figure = (name: string) =>
    Number(new RegExp(`^lot_batch_commands_${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
  return { commands: figure('sum'), transactions: figure('count') };
}
