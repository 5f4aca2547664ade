import { readOwn } from '#lib/me/read-own.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows: the house, the visitor with what is his, and how he likes to read. */
export const load: LayoutServerLoad = async ({ locals, fetch }) => ({
  house: locals.house,
  me: locals.me,
  own: await readOwn(fetch, locals.me),
  locale: locals.locale,
  theme: locals.theme,
  zone: locals.zone,
  renderedAt: locals.house?.serverTime ?? Date.now(),
});
