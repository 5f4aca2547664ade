import type { RatesChannel } from '@rostrum/client/rates';
import { RATES_BASE } from '@rostrum/contract';
import { fetchPart } from '#lib/live/fetch-part.ts';
import { loadRatesMessages } from '#lib/messages/messages.ts';
import type { Visitor } from '#lib/visitor/visitor.svelte.ts';
import type { ApproxRates } from './approx-rates.ts';
import { noteOf } from './note-of.ts';
import { ratiosTo } from './ratios.ts';
import { withRates } from './rates-channel.ts';

/** Hundreds of prices may stand on a page, and "about" need not tremble. */
const SHOWN_EVERY_MS = 5_000;

/** Keeps the "≈" of a page up to date. The answer ends it. */
export function followApprox(visitor: Visitor): () => void {
  const given = visitor.rates;
  return given ? withRates((channel) => follow(channel, given, visitor)) : () => undefined;
}

function follow(channel: RatesChannel, given: ApproxRates, visitor: Visitor): () => void {
  const others = Object.keys(given.per);
  const currencies = [given.currency, ...others].filter((code) => code !== RATES_BASE);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = false;

  async function show(): Promise<void> {
    const t = await fetchPart(() => loadRatesMessages(visitor.locale));
    timer = undefined;
    const fresh = currencies.flatMap((currency) => channel.get(currency) ?? []);
    if (fresh.length === 0) return;
    shown = true;
    const origin = { ...given.origin, at: Math.min(...fresh.map(({ at }) => at)) };
    const per = { ...given.per, ...ratiosTo(given.currency, others, (code) => channel.get(code)?.rate) };
    visitor.hearRates({ ...given, per, origin, note: noteOf(origin, t, visitor) });
  }

  const end = channel.watch(currencies, () => {
    timer ??= setTimeout(() => void show(), shown ? SHOWN_EVERY_MS : 0);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
