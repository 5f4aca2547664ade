import { RATES_BASE, type EpochMs } from '@rostrum/contract';
import { z } from 'zod';
import { dayOf, plainRate } from './checks.ts';
import { BadRates, type Quote } from './provider.ts';

/** A frame may run ahead of our clock by this much, in ms. */
const AHEAD_MS = 60_000;
/** An older quotation says nothing about now, in ms. */
const STALE_MS = 24 * 3_600_000;
/** Between two prices lies one with at most this many decimals. */
const DECIMALS = 6;

/** What a frame of Kraken's WebSocket (v2) comes to. */
export type KrakenFrame =
  | { kind: 'quotes'; quotes: Quote[] }
  /** Its answer to a wish; `symbol` where it named one. */
  | { kind: 'subscribed'; symbol: string }
  | { kind: 'refused'; symbol: string; why: string }
  /** It lives: a status, a heartbeat, or something that does not concern us. */
  | { kind: 'alive' };

const price = z.number().positive();
const quotation = z.object({
  symbol: z.string(),
  bid: price,
  ask: price,
  timestamp: z.iso.datetime({ offset: true }).optional(),
});
const tickerSchema = z.object({ channel: z.literal('ticker'), data: z.array(quotation).min(1) });
const answerSchema = z.object({
  method: z.literal('subscribe'),
  success: z.boolean(),
  symbol: z.string().optional(),
  error: z.string().optional(),
  result: z.object({ symbol: z.string() }).partial().optional(),
});
const otherSchema = z.object({ channel: z.string() });

/** Reads a frame. Throws BadRates for one that cannot be trusted; nothing of it is taken then. */
export function readKraken(text: string, now: EpochMs): KrakenFrame {
  const frame = parsed(text);
  const { channel, method } = (frame ?? {}) as { channel?: unknown; method?: unknown };
  if (channel === 'ticker') {
    const { data } = tickerSchema.safeParse(frame);
    if (!data) throw new BadRates('malformed', 'a quotation is not one');
    const ours = data.data.filter(({ symbol }) => symbol.startsWith(`${RATES_BASE}/`));
    if (ours.length === 0) return { kind: 'alive' };
    return { kind: 'quotes', quotes: ours.map((each) => quoteOf(each, now)) };
  }
  if (method === 'subscribe') {
    const { data } = answerSchema.safeParse(frame);
    if (!data) throw new BadRates('malformed', 'an answer is not one');
    const symbol = data.symbol ?? data.result?.symbol ?? '';
    if (data.success) return { kind: 'subscribed', symbol };
    return { kind: 'refused', symbol, why: data.error ?? 'it said no' };
  }
  if (!otherSchema.safeParse(frame).success && method === undefined) throw new BadRates('malformed', 'no known frame');
  return { kind: 'alive' };
}

/** The middle between what is bid and what is asked. */
function quoteOf({ symbol, bid, ask, timestamp }: z.infer<typeof quotation>, now: EpochMs): Quote {
  if (bid > ask) throw new BadRates('malformed', `more is bid for ${symbol} than is asked`);
  const at = timestamp === undefined ? now : Date.parse(timestamp);
  if (at > now + AHEAD_MS) throw new BadRates('malformed', `a quotation of ${symbol} is of a time to come`);
  if (at < now - STALE_MS) throw new BadRates('outdated', `a quotation of ${symbol} is of ${dayOf(at)}`);
  const currency = symbol.slice(RATES_BASE.length + 1);
  const middle = ((bid + ask) / 2).toFixed(DECIMALS).replace(/\.?0+$/, '');
  return { currency, rate: plainRate(middle, currency), at, day: dayOf(at) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BadRates('malformed', 'a frame is no JSON');
  }
}
