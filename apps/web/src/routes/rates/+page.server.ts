import type { RatesBoard, RatesHistory } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import { currenciesOf, pairName } from '#lib/rates/pairs.ts';
import { readRatesWish, type RatesWish } from '#lib/rates/rates-wish.ts';
import type { PageServerLoad } from './$types';

/** The course of a pair; null where it cannot be had, for the rates themselves are there all the same. */
async function readHistory(fetch: typeof globalThis.fetch, wish: RatesWish): Promise<RatesHistory | null> {
  const response = await fetch(`/api/rates/${pairName(wish)}/history?range=${wish.range}`).catch(() => null);
  return response?.ok ? ((await response.json()) as RatesHistory) : null;
}

/** All rates, and the course of the pair that the address asks for. */
export const load: PageServerLoad = async ({ fetch, url, locals }) => {
  const board = await readHouse<RatesBoard>(fetch, '/api/rates');
  if (board.rates.length === 0) return { board, wish: null, history: null };
  const wish = readRatesWish(url.searchParams, currenciesOf(board.rates), locals.currency);
  return { board, wish, history: await readHistory(fetch, wish) };
};
