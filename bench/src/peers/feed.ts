/** What a plain server is told: how many events a second, for how long. */
export interface FeedOrder {
  feed: { perSecond: number; ms: number };
}

/** So often a feed looks whether something is due. */
const TICK_MS = 2;

/**
 * Sends events as Rostrum's own look on the wire, numbered, at a fixed rate, when the parent process asks. A server that
 * falls behind is not buried: the feed waits while `backlog` (bytes that wait for one watcher) is above `most`.
 */
export function feedOnDemand(send: (event: object) => void, backlog: () => number, most = 65_536): void {
  let version = 1;
  process.on('message', ({ feed }: Partial<FeedOrder>) => {
    if (!feed) return;
    const begun = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const passed = performance.now() - begun;
      if (passed >= feed.ms) return void clearInterval(timer);
      while (sent < (passed / 1_000) * feed.perSecond && backlog() < most) {
        sent += 1;
        send(eventOf(version++));
      }
    }, TICK_MS);
  });
}

/** The fields of Rostrum's public event of a bid. */
function eventOf(version: number): object {
  const priceMinor = 1_000 + version * 10_000;
  return {
    version,
    lotId: 'cc5b1a3e-6f0e-4d0a-9b0e-0f6f4c3f2a11',
    at: Date.now(),
    type: 'BidPlaced',
    paddle: 101 + (version % 16),
    amountMinor: priceMinor,
    priceMinor,
    minimumMinor: priceMinor + 10_000,
    nextStepsMinor: [1, 2, 3, 4, 5].map((step) => priceMinor + step * 10_000),
    bidCount: version,
    leader: 101 + (version % 16),
  };
}
