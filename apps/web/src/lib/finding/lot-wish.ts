import { FOUND_STATUSES, LOT_SORTS, SEARCH_MAX, type FoundStatus, type LotSort } from '@rostrum/contract';
import { parseAmount, type AmountFault } from '#lib/format/amount.ts';
import { decimalText, type CurrencyOf } from '#lib/format/money.ts';

/** The fields of the filter bar as an address keeps them; '' where nothing is asked for. */
export interface LotWish {
  q: string;
  auction: string;
  category: string;
  status: FoundStatus | '';
  /** As they were typed, in whole units of the currency. */
  min: string;
  max: string;
  sort: LotSort | '';
}

const FIELDS = ['q', 'auction', 'category', 'status', 'min', 'max', 'sort'] as const satisfies (keyof LotWish)[];
const CATEGORY_MAX = 100;
const AMOUNT_MAX = 40;
const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/;

function among<T extends string>(list: readonly T[], text: string): T | '' {
  return list.find((one) => one === text) ?? '';
}

/** Reads an address. What it cannot mean counts as not asked for. */
export function readWish(params: URLSearchParams): LotWish {
  const field = (name: keyof LotWish) => (params.get(name) ?? '').trim();
  const auction = field('auction');
  return {
    q: field('q').slice(0, SEARCH_MAX),
    auction: SLUG.test(auction) ? auction : '',
    category: field('category').slice(0, CATEGORY_MAX),
    status: among(FOUND_STATUSES, field('status')),
    min: field('min').slice(0, AMOUNT_MAX),
    max: field('max').slice(0, AMOUNT_MAX),
    sort: among(LOT_SORTS, field('sort')),
  };
}

/** The query part of an address, `?…`, or '' where everything is asked for. */
export function writeWish(wish: LotWish): string {
  const params = new URLSearchParams(FIELDS.flatMap((name) => (wish[name] === '' ? [] : [[name, wish[name]]])));
  return params.size === 0 ? '' : `?${params}`;
}

/** Amounts in the one notation that every language of the house reads; what is no amount stays as it was typed. */
export function withPlainAmounts(wish: LotWish, currency: CurrencyOf | null, locale: string): LotWish {
  const plain = (typed: string) => {
    const parsed = currency && typed !== '' ? parseAmount(typed, currency, locale) : null;
    return parsed?.ok ? decimalText(parsed.minor, currency!.exponent).replace(/\.0+$/, '') : typed;
  };
  return { ...wish, min: plain(wish.min), max: plain(wish.max) };
}

/** What is wrong with a bound; `order` where the lower one lies above the upper one. */
export type BoundFaults = { min?: AmountFault; max?: AmountFault | 'order' };

/** The house's query for a wish, and the bounds that it cannot take and that are left out. Without a currency prices do not count. */
export function houseQuery(
  wish: LotWish,
  currency: CurrencyOf | null,
  locale: string,
): { params: URLSearchParams; faults: BoundFaults } {
  const params = new URLSearchParams();
  for (const name of ['q', 'auction', 'category', 'status', 'sort'] as const) {
    if (wish[name] !== '') params.set(name, wish[name]);
  }
  const faults: BoundFaults = {};
  const bound = (name: 'min' | 'max'): number | null => {
    if (wish[name] === '' || currency === null || /^0+$/.test(wish[name])) return null;
    const parsed = parseAmount(wish[name], currency, locale);
    if (parsed.ok) return parsed.minor;
    faults[name] = parsed.fault;
    return null;
  };
  const [min, max] = [bound('min'), bound('max')];
  if (min !== null && max !== null && min > max) faults.max = 'order';
  if (min !== null) params.set('min', String(min));
  if (max !== null && !faults.max) params.set('max', String(max));
  return { params, faults };
}
