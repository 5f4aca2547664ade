import { openDatabase, type DatabaseOptions } from '@rostrum/database';
import type { AcceptedBid } from '../load/bids.order.ts';

const READ_AT_ONCE = 5_000;

/** Accepted bids against what was kept: answers without a bid, and bids that were kept more than once or for nobody. */
export interface Checked {
  lost: number;
  doubled: number;
}

/** Compares by paddle and maximum: nobody gives the same maximum twice on a lot. */
export function compareBids(accepted: readonly AcceptedBid[], kept: readonly AcceptedBid[]): Checked {
  const count = new Map<string, number>();
  for (const { paddle, maxMinor } of kept) {
    const key = `${paddle}:${maxMinor}`;
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  const lost = accepted.filter(({ paddle, maxMinor }) => !count.has(`${paddle}:${maxMinor}`)).length;
  return { lost, doubled: kept.length - (accepted.length - lost) };
}

/** Compares with the ledgers of lots (lot → accepted bids), in a database that no house has open; folds all ledgers too. */
export async function checkLedgers(
  where: DatabaseOptions,
  accepted: ReadonlyMap<string, readonly AcceptedBid[]>,
): Promise<Map<string, Checked>> {
  const database = await openDatabase(where);
  try {
    const found = new Map<string, Checked>();
    for (const [lotId, bids] of accepted) {
      const kept: AcceptedBid[] = [];
      for (let afterSeq = 0; ;) {
        const events = await database.ledger.events(lotId, { afterSeq, limit: READ_AT_ONCE });
        for (const event of events) {
          if (event.type === 'BidPlaced') kept.push({ paddle: event.public.paddle, maxMinor: event.secret.maxMinor });
          if (event.type === 'MaximumRaised')
            kept.push({ paddle: event.secret.paddle, maxMinor: event.secret.maxMinor });
        }
        if (events.length < READ_AT_ONCE) break;
        afterSeq = events.at(-1)!.seq;
      }
      found.set(lotId, compareBids(bids, kept));
    }
    for await (const { ok, lotId, difference } of database.ledger.verify()) {
      if (!ok) throw new Error(`the ledger of lot ${lotId} does not fold: ${difference}`);
    }
    return found;
  } finally {
    await database.close();
  }
}
