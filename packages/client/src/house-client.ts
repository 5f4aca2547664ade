import type { BidCommand, Minor } from '@rostrum/contract';
import { BidSender, type BidProgress, type BidResult } from './bid-sender.ts';
import { ClockKeeper } from './clock-keeper.ts';
import { StatusBoard, type ConnectionStatus } from './connection-status.ts';
import { Connection } from './connection.ts';
import { newCounters, type Counters } from './counters.ts';
import { createHttp, type ExtraHeaders, type Http } from './http.ts';
import { followLateness } from './late-watch.ts';
import type { Listeners } from './listeners.ts';
import { LotsChannel } from './lots-channel.ts';
import { MeChannel } from './me-channel.ts';
import { followPage } from './page-life.ts';
import { reportMissed } from './missed-report.ts';
import { PendingBids, type BidStorage } from './pending-bids.ts';
import { Poller, type PollOutcome } from './poller.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { ServerClock } from './server-clock.ts';
import { TIMING, type Timing } from './timing.ts';

/** How a client is opened; only `url` is needed. */
export interface HouseClientOptions {
  /** Origin of the house, such as `https://auction.example.org`. */
  url: string;
  /** Whether somebody is signed in; only then `/me` is opened. */
  signedIn?: boolean;
  /** Instead of the global one. */
  fetch?: typeof fetch;
  /** For clients outside a browser: cookie and origin, on both ways. A function is read for every request. */
  headers?: ExtraHeaders;
  /** Where bids without an answer outlive a reload. */
  storage?: BidStorage;
  /** Durations other than those of browsers, in ms. */
  timing?: Partial<Timing>;
  /** Numbers in [0, 1). */
  random?: () => number;
}

/** A connection to a house: its lots as they move, the person's own news, bids. */
export interface HouseClient {
  /** Lots as they move, and the house's latest doings. */
  readonly lots: LotsChannel;
  /** The signed-in person's standings and notices. */
  readonly me: MeChannel;
  /** The house over HTTP. */
  readonly rest: RestClient;
  /** For channels that are loaded when they are wanted, such as those of rates and talk. */
  readonly connection: Connection;
  readonly http: Http;
  /** The house's time. */
  readonly clock: ServerClock;
  /** What happened on the wire, for those who measure. */
  readonly counters: Readonly<Counters>;
  /** How fresh the data is now. */
  readonly status: ConnectionStatus;
  /** Tells of every change of `status`. */
  readonly statusChanges: Listeners<ConnectionStatus>;
  /** Gives a maximum, in minor units of `currency` (ISO 4217). Resolves with the house's answer and never rejects. */
  bid(lotId: string, maxMinor: Minor, currency: string, hear?: (progress: BidProgress) => void): Promise<BidResult>;
  /** Bids of this or an earlier life of the page whose answer is not known. */
  unansweredBids(): BidCommand[];
  /** Asks what became of one of them. */
  settle(command: BidCommand): Promise<BidResult>;
  /** After sign-in, sign-out or a change of role: a new connection with the cookies of now. */
  signedInChanged(signedIn: boolean): void;
  /** Ends the connection and every timer; the client is of no more use. */
  close(): void;
}

/** Opens a client. It connects at once and stays connected until `close`. */
export function createHouseClient(options: HouseClientOptions): HouseClient {
  const timing: Timing = { ...TIMING, ...options.timing };
  const random = options.random ?? Math.random;
  const { url, headers } = options;
  const rest = createRestClient({ url, headers, fetch: options.fetch });
  const connection = new Connection({ url, headers, timing, random });
  const counters = newCounters();
  const board = new StatusBoard();
  const lots = new LotsChannel(connection, counters, timing);
  const me = new MeChannel(connection, rest, timing, random);
  const clock = new ServerClock();
  const keeper = new ClockKeeper(clock, connection, rest, timing);
  const pending = new PendingBids(options.storage);
  const sender = new BidSender({
    link: () => connection.link,
    rest,
    serverTime: async () => ((await keeper.ensure()) ? clock.best() : null),
    onLate: (hear) => board.changes.add(({ state }) => void (state === 'late' && hear())),
    pending,
    timing,
  });
  const polling = fallBackToPolling({ connection, lots, me, rest, keeper, board, timing, random });
  connection.ups.add(() => void (counters.connections += 1));
  reportMissed(connection, counters, timing);
  lots.resumed.add(() => board.note({ up: true }));
  connection.downs.add(() => board.note({ up: false }));
  followLateness(connection, lots, timing, (late) => board.note({ late }));

  const stopFollowing = followPage({
    woken: () => {
      connection.hurry();
      keeper.again();
      lots.resync();
    },
    left: () => connection.close(),
    returned: () => {
      clock.forgetSamples();
      connection.open();
    },
  });
  me.become(options.signedIn ?? false);
  connection.open();

  return {
    lots,
    me,
    rest,
    connection,
    http: createHttp({ url, headers, fetch: options.fetch }),
    clock,
    counters,
    get status() {
      return board.status;
    },
    statusChanges: board.changes,
    bid: (lotId, maxMinor, currency, hear = () => undefined) => sender.bid(lotId, maxMinor, currency, hear),
    unansweredBids: () => pending.all(),
    settle: (command) => sender.settle(command),
    signedInChanged(signedIn) {
      // Another person must neither see nor settle what the last one bid.
      if (!signedIn) pending.clear();
      me.become(signedIn);
      connection.renew();
    },
    close() {
      stopFollowing();
      connection.close();
      polling.end();
      board.note({ closed: true });
    },
  };
}

interface PollingParts {
  connection: Connection;
  lots: LotsChannel;
  me: MeChannel;
  rest: RestClient;
  keeper: ClockKeeper;
  board: StatusBoard;
  timing: Timing;
  random: () => number;
}

/** Polls while sockets do not connect; the attempts to connect go on beside it. */
function fallBackToPolling(parts: PollingParts): { end: () => void } {
  const { connection, board, timing, random } = parts;
  const beside = async (): Promise<void> => {
    if (!(await parts.keeper.probeOverHttp())) throw new Error('the house does not answer');
    await parts.me.poll();
  };
  const told = (outcome: PollOutcome): void => {
    if (outcome === 'sign of life') connection.hurry();
    else board.note({ polling: outcome === 'answers' ? 'works' : 'fails' });
  };
  const poller = new Poller(parts.rest, parts.lots, timing, beside, told, random);
  let patience: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(patience);
    patience = setTimeout(() => poller.start(), timing.pollAfterMs * (1 + random()));
  };
  connection.ups.add(() => {
    clearTimeout(patience);
    poller.stop();
    board.note({ polling: 'no' });
  });
  connection.downs.add(wait);
  connection.failed.add((failures) => void (failures >= timing.pollAfterFailures && poller.start()));
  wait();
  return {
    end: () => {
      clearTimeout(patience);
      poller.stop();
    },
  };
}
