import type {
  RateNow,
  RatesBoard,
  RatesClientToServer,
  RatesServerToClient,
  RatesStatus,
  RatesWatchRequest,
} from '@rostrum/contract';
import type { Namespace, Socket } from 'socket.io';

type RatesSocket = Socket<RatesClientToServer, RatesServerToClient>;

/** The rates of a house in miniature. */
export class ScriptedRates {
  /** Every `watch` that came, and null for an `unwatch`. */
  readonly asked: (RatesWatchRequest | null)[] = [];
  /** So many questions are refused, one after the other. */
  refusals = 0;
  /** Runs when a `watch` was heard and is not answered yet; its answer says what stood before. */
  beforeWatchAnswer: () => void = () => undefined;
  serverTime = 1_000;
  readonly #namespace: Namespace<RatesClientToServer, RatesServerToClient>;
  readonly #rates = new Map<string, RateNow>();
  readonly #watches = new Map<RatesSocket, RatesWatchRequest>();
  #status: RatesStatus = {
    state: 'live',
    provider: 'ecb',
    simulated: false,
    since: 0,
    heardAt: 0,
    fault: null,
  };

  constructor(namespace: Namespace<RatesClientToServer, RatesServerToClient>) {
    this.#namespace = namespace;
    namespace.on('connection', (socket) => this.#serve(socket));
    for (const currency of ['GBP', 'JPY', 'USD']) this.#set(currency, '1');
  }

  /** A rate moves, and who watches it is told. */
  move(currency: string, rate: string): void {
    this.serverTime += 1;
    const rates = [this.#set(currency, rate)];
    for (const [socket, { currencies }] of this.#watches) {
      if (!currencies || currencies.includes(currency)) {
        socket.emit('rates.tick', { serverTime: this.serverTime, status: this.#status, rates });
      }
    }
  }

  /** The state turns, and everybody is told. */
  turn(state: RatesStatus['state']): void {
    this.serverTime += 1;
    this.#status = { ...this.#status, state };
    for (const socket of this.#watches.keys()) {
      socket.emit('rates.tick', { serverTime: this.serverTime, status: this.#status, rates: [] });
    }
  }

  /** Ends every socket of the namespace and leaves the connections alone. */
  hangUp(): void {
    this.#namespace.disconnectSockets();
  }

  board(): RatesBoard {
    const more = { exponent: 2, date: '2026-04-13', provider: 'ecb' as const, source: 'ECB', sourceUrl: '' };
    const rates = [...this.#rates.values()].map((now) => ({
      ...now,
      ...more,
      simulated: false,
      stale: false,
      spark: [],
    }));
    return { base: 'EUR', status: this.#status, sparkRange: 'month', rates };
  }

  #set(currency: string, rate: string): RateNow {
    const now = { currency, rate, at: this.serverTime, dayChange: null };
    this.#rates.set(currency, now);
    return now;
  }

  #serve(socket: RatesSocket): void {
    socket.on('disconnect', () => this.#watches.delete(socket));
    socket.on('watch', (request, ack) => {
      this.asked.push(request);
      if (this.refusals-- > 0) return ack({ ok: false, error: { code: 'BUSY', message: 'not now' } });
      this.#watches.set(socket, request);
      const rates = [...this.#rates.values()].filter(
        ({ currency }) => !request.currencies || request.currencies.includes(currency),
      );
      const answer = { ok: true as const, serverTime: this.serverTime, status: this.#status, rates };
      this.beforeWatchAnswer();
      ack(answer);
    });
    socket.on('unwatch', (_request, ack) => {
      this.asked.push(null);
      this.#watches.delete(socket);
      ack({ ok: true });
    });
  }
}
