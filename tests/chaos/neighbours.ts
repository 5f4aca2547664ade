import { attempt } from './bidding.ts';
import { httpDoor } from './doors.ts';
import type { Bidder, History } from './history.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** Bids on another lot, one after the other, past every broken line. Each has to be answered at the first try. */
export interface Neighbour {
  stop(): Promise<string[]>;
}

/** `node`: through which the neighbour bids. */
export function startNeighbour(
  stage: Stage,
  node: number,
  bidder: Bidder,
  lotId: string,
  history: History,
  random: Random,
): Neighbour {
  const door = httpDoor(`http://127.0.0.1:${stage.nodes[node]!.house.port}`, stage.origin, bidder);
  const hurt: string[] = [];
  const until = { stopped: false };
  const bidding = (async () => {
    let minimum = 1_000;
    while (!until.stopped) {
      const body = { id: random.uuid(), lotId, maxMinor: minimum + random.between(0, 5_000), currency: 'USD' };
      const intent = history.begin(bidder, body);
      await attempt(history, intent, door);
      if (intent.fate?.kind === 'accepted') minimum = intent.fate.receipt.minimumMinor;
      else if (intent.fate?.kind === 'refused' && intent.fate.error.code === 'BID_TOO_LOW') {
        minimum = intent.fate.error.minimumMinor;
      } else hurt.push(`a neighbour's bid ${body.id} was told ${intent.fate?.kind ?? 'nothing'}`);
    }
  })();
  return {
    async stop() {
      until.stopped = true;
      await bidding;
      return hurt;
    },
  };
}
