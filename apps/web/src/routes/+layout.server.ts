import { readOwn } from '#lib/me/read-own.ts';
import { readPageRates } from '#lib/rates/page-rates.server.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows: the house, the visitor with what is his, and how he likes to read. */
export const load: LayoutServerLoad = async ({ locals, fetch, cookies }) => {
  const [own, rates] = await Promise.all([readOwn(fetch, locals.me), readPageRates(fetch, locals)]);
  return {
    house: locals.house,
    me: locals.me,
    own,
    rates,
    currency: locals.currency,
    ratesCard: cookies.get('rates-card') ?? null,
    locale: locals.locale,
    theme: locals.theme,
    zone: locals.zone,
    renderedAt: locals.house?.serverTime ?? Date.now(),
  };
};
