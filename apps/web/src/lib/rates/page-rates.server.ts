import { exponentOf, RATES_BASE, type AuctionSummary, type Page, type RatesBoard } from '@rostrum/contract';
import { loadRatesMessages } from '#lib/messages/messages.ts';
import type { ApproxRates } from './approx-rates.ts';
import type { NamedCurrency } from './named-currency.ts';
import { noteOf, originOf } from './note-of.ts';
import { ratiosTo } from './ratios.ts';

/** What the frame of every page needs of the rates. */
export interface PageRates {
  /** Currencies that a visitor may choose from, in the order of their names in his language. */
  currencies: NamedCurrency[];
  /** null: he chose none, or there are no rates for it. */
  approx: ApproxRates | null;
}

const AUCTIONS_KNOWN_FOR_MS = 60_000;
let auctions: { currencies: readonly string[]; askedAt: number } | null = null;

/** The rates for a visitor; null where the house shows none, or cannot be asked, for a page does without. */
export async function readPageRates(
  fetch: typeof globalThis.fetch,
  { currency, locale, zone }: App.Locals,
): Promise<PageRates | null> {
  const board = await ask<RatesBoard>(fetch, '/api/rates');
  if (!board || board.rates.length === 0) return null;
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  const nameOf = (code: string): string => names.of(code) ?? code;
  const currencies = [RATES_BASE, ...board.rates.map((rate) => rate.currency)];
  const named = currencies.map((code) => ({ code, name: nameOf(code) }));
  const byName = named.sort((a, b) => a.name.localeCompare(b.name, locale));
  if (currency === null || !currencies.includes(currency)) return { currencies: byName, approx: null };
  const others = await auctionCurrencies(fetch);
  const needed = [currency, ...others];
  const origin = originOf(board.rates.filter((rate) => needed.includes(rate.currency)));
  if (!origin) return { currencies: byName, approx: null };
  const note = noteOf(origin, await loadRatesMessages(locale), { locale, zone });
  const per = ratiosTo(currency, others, (code) => board.rates.find((rate) => rate.currency === code)?.rate);
  return { currencies: byName, approx: { currency, exponent: exponentOf(currency), per, origin, note } };
}

/** The same for everybody, and seldom another. */
async function auctionCurrencies(fetch: typeof globalThis.fetch): Promise<readonly string[]> {
  const now = Date.now();
  if (auctions && now - auctions.askedAt < AUCTIONS_KNOWN_FOR_MS) return auctions.currencies;
  const page = await ask<Page<AuctionSummary>>(fetch, '/api/auctions?limit=200');
  if (!page) return auctions?.currencies ?? [];
  auctions = { currencies: [...new Set(page.items.map(({ currency }) => currency))], askedAt: now };
  return auctions.currencies;
}

async function ask<T>(fetch: typeof globalThis.fetch, path: string): Promise<T | null> {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? ((await response.json()) as T) : null;
}
