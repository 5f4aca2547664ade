// The load generator: a process of its own, so that it and what it loads each have a core.
import { runBids } from './bids.load.ts';
import type { BidsOrder } from './bids.order.ts';

process.on('message', (orders: BidsOrder[]) => {
  void Promise.all(orders.map(runBids)).then(
    (seen) => process.send!({ seen }),
    (error: unknown) => process.send!({ error: String(error) }),
  );
});
