import type { BidAnswer, BidCommand, LotEventsFrame, WatchAnswer, WatchRequest } from '@rostrum/contract';
import type { LotsClientToServer, LotsServerToClient, MeClientToServer, MeServerToClient } from '@rostrum/contract';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Namespace, type Socket } from 'socket.io';
import { AUCTION_ID, lotIdOf, ScriptedLot } from './scripted-lot.testing.ts';
import { ScriptedRates } from './scripted-rates.testing.ts';

type LotsSocket = Socket<LotsClientToServer, LotsServerToClient>;

/** What the house does wrong, and how its clock goes. */
export interface Script {
  skewMs: number;
  heartbeatMs: number;
  /** Sockets are refused at the handshake. */
  blockSockets: boolean;
  /** Every HTTP request is cut off. */
  blockHttp: boolean;
  /** Bids over the socket: decided but not answered, neither, or as they should be. */
  bidAck: 'given' | 'lost' | 'swallowed';
  /** This many HTTP bids are decided and then cut off before their answer. */
  cutHttpBids: number;
  /** This many HTTP bids after those are turned away at the door, whatever became of them before. */
  busyHttpBids: number;
  muteHeartbeat: boolean;
  /** Heads lie about their checksum. */
  wrongChecksums: boolean;
  muteWatch: boolean;
}

/** A house in miniature that speaks the contract and records what it hears. */
export class ScriptedHouse {
  readonly script: Script = {
    skewMs: 0,
    heartbeatMs: 50,
    blockSockets: false,
    blockHttp: false,
    bidAck: 'given',
    cutHttpBids: 0,
    busyHttpBids: 0,
    muteHeartbeat: false,
    wrongChecksums: false,
    muteWatch: false,
  };
  readonly lots = new Map<string, ScriptedLot>();
  readonly watches: WatchRequest[] = [];
  readonly unwatches: string[][] = [];
  readonly bids: { via: 'socket' | 'http'; command: BidCommand }[] = [];
  readonly cookies: (string | undefined)[] = [];
  readonly meAuths: unknown[] = [];
  readonly polls: string[] = [];
  readonly #receipts = new Map<string, BidAnswer | 'cancelled'>();
  readonly #http = createServer((request, response) => {
    void this.#answer(request).then((body) => {
      if (body === null) response.destroy();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  readonly #io = new Server(this.#http, {
    transports: ['websocket'],
    allowRequest: (_request, decide) => decide(null, !this.script.blockSockets),
  });
  readonly lotsNamespace: Namespace<LotsClientToServer, LotsServerToClient> = this.#io.of('/lots');
  readonly meNamespace: Namespace<MeClientToServer, MeServerToClient> = this.#io.of('/me');
  readonly rates = new ScriptedRates(this.#io.of('/rates'));
  /** Runs when a `watch` has joined and read, and is not answered yet. */
  beforeWatchAnswer: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  port = 0;

  constructor(lotCount: number) {
    for (let number = 1; number <= lotCount; number++) this.lots.set(lotIdOf(number), new ScriptedLot(number));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  now(): number {
    return Date.now() + this.script.skewMs;
  }

  lot(number = 1): ScriptedLot {
    const lot = this.lots.get(lotIdOf(number));
    if (!lot) throw new Error(`no lot ${number}`);
    return lot;
  }

  send(frame: LotEventsFrame): void {
    this.lotsNamespace.to(`lot:${frame.lotId}`).emit('lot.events', frame);
  }

  async start(port = 0): Promise<this> {
    this.lotsNamespace.on('connection', (socket) => this.#serveLots(socket));
    this.meNamespace.use((socket, next) => {
      this.meAuths.push({ ...socket.handshake.auth });
      const signedIn = socket.handshake.headers.cookie?.includes('session=') ?? false;
      next(signedIn ? undefined : Object.assign(new Error('who are you?'), { data: { code: 'UNAUTHENTICATED' } }));
    });
    await new Promise<void>((resolve) => this.#http.listen(port, '127.0.0.1', resolve));
    this.port = (this.#http.address() as AddressInfo).port;
    this.#beat();
    return this;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#http.closeAllConnections();
    await this.#io.close();
  }

  #beat(): void {
    this.#timer = setTimeout(() => {
      if (!this.script.muteHeartbeat) for (const socket of this.lotsNamespace.sockets.values()) this.#beatTo(socket);
      this.#beat();
    }, this.script.heartbeatMs);
  }

  #beatTo(socket: LotsSocket): void {
    const watched = [...this.lots.values()].filter(
      ({ state }) => socket.rooms.has(`lot:${state.id}`) || socket.rooms.has(`auction:${state.auctionId}`),
    );
    const heads = Object.fromEntries(
      watched.map(({ state }): [string, [number, string]] => [
        state.id,
        [state.version, this.script.wrongChecksums ? '00000000' : state.checksum],
      ]),
    );
    socket.emit('heartbeat', { serverTime: this.now(), heads });
  }

  #serveLots(socket: LotsSocket): void {
    this.cookies.push(socket.handshake.headers.cookie);
    socket.on('time', ({ t0 }, ack) => ack({ ok: true, t0, t1: this.now() }));
    socket.on('watch', (request, ack) => {
      this.watches.push(request);
      if (this.script.muteWatch) return;
      if (request.lots?.some(({ id }) => !this.lots.has(id))) {
        return ack({ ok: false, error: { code: 'LOT_UNKNOWN', message: 'one of them is unknown' } });
      }
      for (const { id } of request.lots ?? []) void socket.join(`lot:${id}`);
      for (const id of request.auctions ?? []) void socket.join(`auction:${id}`);
      const answer: WatchAnswer = {
        ok: true,
        serverTime: this.now(),
        auctions: (request.auctions ?? []).map((id) => ({ id, lots: [...this.lots.values()].map((lot) => lot.state) })),
        lots: (request.lots ?? []).flatMap(
          ({ id, epoch, version }) => this.lots.get(id)?.watched(epoch, version) ?? [],
        ),
      };
      this.beforeWatchAnswer();
      ack(answer);
    });
    socket.on('unwatch', (request, ack) => {
      this.unwatches.push(request.lots ?? []);
      for (const id of request.lots ?? []) void socket.leave(`lot:${id}`);
      ack({ ok: true });
    });
    socket.on('bid', (command, ack) => {
      this.bids.push({ via: 'socket', command });
      if (this.script.bidAck === 'swallowed') return;
      const answer = this.#decide(command);
      if (this.script.bidAck === 'given') ack(answer);
    });
  }

  /** Every bid leads; a command seen before gets its first answer. */
  #decide(command: BidCommand): BidAnswer {
    const known = this.#receipts.get(command.id);
    if (known === 'cancelled') return { ok: false, error: { code: 'BID_EXPIRED', message: 'cancelled' } };
    if (known) return known;
    const lot = this.lots.get(command.lotId);
    if (!lot) return { ok: false, error: { code: 'LOT_UNKNOWN', message: 'no such lot' } };
    this.send(lot.bid());
    const answer: BidAnswer = {
      ok: true,
      receipt: {
        commandId: command.id,
        lotId: command.lotId,
        outcome: 'leading',
        priceMinor: lot.state.priceMinor ?? 0,
        minimumMinor: 0,
        maxMinor: command.maxMinor,
        epoch: lot.state.epoch,
        version: lot.state.version,
        endsAt: lot.state.endsAt,
        receivedAt: this.now(),
        decidedAt: this.now(),
      },
    };
    this.#receipts.set(command.id, answer);
    return answer;
  }

  async #answer(request: IncomingMessage): Promise<unknown> {
    if (this.script.blockHttp) return null;
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const [, , kind, id = '', rest] = pathname.split('/');
    if (request.method === 'GET') this.polls.push(pathname);
    if (kind === 'house') return { serverTime: this.now() };
    if (pathname === '/api/rates') return this.rates.board();
    if (pathname === '/api/auctions') return { items: [{ id: AUCTION_ID, slug: 'estate' }], nextCursor: null };
    if (kind === 'auctions') return { items: [...this.lots.values()].map((lot) => lot.state), nextCursor: null };
    if (pathname === '/api/me/standing') return { items: [] };
    if (pathname === '/api/me/notices') return { items: [], nextCursor: null, unseen: 0 };
    if (kind === 'me') return this.#settle(pathname.split('/')[4] ?? '');
    const lot = this.lots.get(id);
    if (rest === 'bids') return this.#httpBid(request);
    if (rest !== 'events') return lot?.state;
    const page = lot?.since(Number(searchParams.get('since') ?? 0));
    return { ...page, items: page?.events, version: lot?.state.version, nextCursor: null };
  }

  #settle(id: string): unknown {
    const answer = this.#receipts.get(id);
    if (answer && answer !== 'cancelled') return { ok: true, settled: 'answered', answer };
    this.#receipts.set(id, 'cancelled');
    return { ok: true, settled: 'cancelled' };
  }

  async #httpBid(request: IncomingMessage): Promise<BidAnswer | null> {
    const command = JSON.parse(Buffer.concat(await request.toArray()).toString()) as BidCommand;
    this.bids.push({ via: 'http', command });
    const answer = this.#decide(command);
    if (this.script.cutHttpBids-- > 0) return null;
    if (this.script.busyHttpBids-- > 0) return { ok: false, error: { code: 'BUSY', message: 'not now' } };
    return answer;
  }
}
