import type { Database, Ledger } from '@rostrum/database';
import { Bus, Clock, Metrics, Traces } from '../platform/index.ts';
import { BidTraces } from './bid.traces.ts';
import { BiddingMetrics } from './bidding.metrics.ts';
import { ClosingTimer } from './closing.timer.ts';
import { LatestActivity } from './latest-activity.ts';
import type { LotChanged } from './lot-changed.ts';
import { LotCommands } from './lot-commands.ts';
import { LotHistory } from './lot-history.ts';
import { LotQueues } from './lot-queues.ts';
import { LotRelay } from './lot-relay.ts';
import { LotRooms } from './lot-rooms.ts';
import { LotSweep } from './lot-sweep.ts';
import { PlaceBidHandler } from './place-bid.handler.ts';
import { SettleHandler } from './settle.handler.ts';
import { Standings } from './standings.ts';

/** Carries the bus between the nodes of one test; loses everything while `lossy`. */
export class TestWires {
  lossy = false;
  private readonly hearers = new Set<(payload: string) => void>();

  bus(): Bus {
    let own: ((payload: string) => void) | undefined;
    const wire = {
      ready: true,
      open: (hear: (payload: string) => void) => void this.hearers.add((own = hear)),
      send: async (payload: string) => void (this.lossy || this.hearers.forEach((hear) => hear(payload))),
      close: async () => void (own && this.hearers.delete(own)),
    };
    return new Bus(wire, () => undefined);
  }
}

export type TestNode = Awaited<ReturnType<typeof startNode>>;

/** One node's bidding, wired as Nest wires it. `ledger` stands for the database's own where a fault is wanted. */
export async function startNode(database: Database, options: { ledger?: Ledger; wires?: TestWires } = {}) {
  const ledger = options.ledger ?? database.ledger;
  const clock = new Clock(() => database.house.clock());
  await clock.probe();
  const bus = (options.wires ?? new TestWires()).bus();
  const registry = new Metrics();
  const metrics = new BiddingMetrics(registry);
  const rooms = new LotRooms(ledger, clock, metrics);
  const activity = new LatestActivity(ledger, database.catalogue);
  const relay = new LotRelay(rooms, ledger, bus, clock, new LotHistory(rooms, metrics), activity);
  const queues = new LotQueues(ledger, relay, metrics);
  const commands = new LotCommands(queues);
  const sweep = new LotSweep(ledger, rooms, relay);
  const closing = new ClosingTimer(ledger, relay, commands, clock);
  const changes: LotChanged[] = [];
  relay.onChange((change) => changes.push(change));
  await sweep.start();
  return {
    clock,
    rooms,
    relay,
    queues,
    commands,
    sweep,
    closing,
    changes,
    placeBid: new PlaceBidHandler(queues, clock, metrics, new BidTraces(new Traces(null))),
    settle: new SettleHandler(ledger),
    standings: new Standings(ledger, database.catalogue, relay, database.watchLists),
    counted: async (name: string) => (await registry.registry.getSingleMetric(name)!.get()).values,
    close: async () => {
      closing.stop();
      await queues.close();
      await sweep.stop();
      await bus.close();
    },
  };
}
