import { RATES_BASE, type EpochMs } from '@rostrum/contract';
import { readKraken, type KrakenFrame } from './kraken.frames.ts';
import { pauseMs, type Pauses } from './pauses.ts';
import { BadRates, type ProviderEar, type ProviderTraits, type RatesProvider } from './provider.ts';

export const KRAKEN: ProviderTraits = {
  name: 'kraken',
  source: 'Kraken',
  sourceUrl: 'https://www.kraken.com/prices',
  // It sends a heartbeat every second while nothing else moves.
  patienceMs: 5_000,
  maxAgeMs: 24 * 3_600_000,
  gridMs: 30_000,
};

export const KRAKEN_URL = 'wss://ws.kraken.com/v2';

/** What it quotes against the base. */
const SYMBOLS = ['USD', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD'].map((currency) => `${RATES_BASE}/${currency}`);
const CONNECT_WITHIN_MS = 10_000;
/** A connection that says nothing for so long is left for a new one, in ms. */
const SILENT_MS = 10_000;
const PAUSES: Pauses = { everyMs: 1_000, failedMs: 1_000, failedMaxMs: 60_000 };

export interface KrakenOptions {
  url: string;
  now: () => EpochMs;
  pauses?: Pauses;
  silentMs?: number;
}

/** Kraken's ticker, v2: one WebSocket, made anew whenever it ends, fails or falls silent. */
export class KrakenFeed implements RatesProvider {
  readonly #options: KrakenOptions;
  #socket: WebSocket | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = true;

  constructor(options: KrakenOptions) {
    this.#options = options;
  }

  start(ear: ProviderEar): void {
    this.#stopped = false;
    this.#failures = 0;
    this.#connect(ear);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  #connect(ear: ProviderEar): void {
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    const hearing = new KrakenHearing(ear, this.#options.now);
    this.#watch(ear, socket, CONNECT_WITHIN_MS);
    socket.addEventListener('open', () => {
      const params = { channel: 'ticker', symbol: SYMBOLS, event_trigger: 'bbo', snapshot: true };
      socket.send(JSON.stringify({ method: 'subscribe', params }));
    });
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket !== socket) return;
      this.#watch(ear, socket, this.#options.silentMs ?? SILENT_MS);
      if (hearing.hear(data)) this.#failures = 0;
    });
    socket.addEventListener('close', () => this.#ended(ear, socket, 'the connection ended'));
    socket.addEventListener('error', () => this.#ended(ear, socket, 'the connection failed'));
  }

  /** Leaves the connection where nothing comes in time. */
  #watch(ear: ProviderEar, socket: WebSocket, withinMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const open = socket.readyState === WebSocket.OPEN;
      this.#ended(ear, socket, 'nothing came', open ? 'silent' : 'unreachable');
    }, withinMs);
    this.#timer.unref();
  }

  #ended(ear: ProviderEar, socket: WebSocket, why: string, fault: 'silent' | 'unreachable' = 'unreachable'): void {
    if (this.#socket !== socket || this.#stopped) return;
    this.#socket = null;
    socket.close();
    this.#failures += 1;
    ear.failed(fault, why);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(ear), pauseMs(this.#failures, this.#options.pauses ?? PAUSES));
    this.#timer.unref();
  }
}

/** What one connection says. */
class KrakenHearing {
  readonly #ear: ProviderEar;
  readonly #now: () => EpochMs;
  readonly #refused = new Set<string>();
  /** The last quotation was good, so that silence about it means that it stands. */
  #trusted = false;

  constructor(ear: ProviderEar, now: () => EpochMs) {
    this.#ear = ear;
    this.#now = now;
  }

  /** Whether it was a good word about rates. Throws nothing. */
  hear(data: unknown): boolean {
    try {
      if (typeof data !== 'string') throw new BadRates('malformed', 'a frame is no text');
      return this.#take(readKraken(data, this.#now()));
    } catch (error) {
      this.#trusted = false;
      const bad = error instanceof BadRates ? error : new BadRates('malformed', String(error));
      this.#ear.failed(bad.fault, bad.message);
      return false;
    }
  }

  #take(frame: KrakenFrame): boolean {
    if (frame.kind === 'quotes') {
      this.#trusted = true;
      this.#ear.quotes(frame.quotes);
    } else if (frame.kind === 'refused') {
      // The others go on; where there are none there is nothing to wait for.
      this.#refused.add(frame.symbol);
      this.#ear.failed('refused', `${frame.symbol}: ${frame.why.slice(0, 200)}`);
    } else if (this.#trusted) this.#ear.confirmed();
    return this.#trusted;
  }
}
