import type { LayoutServerLoad } from './$types';

/** What every page knows: the house, the visitor, and how he likes to read. */
export const load: LayoutServerLoad = ({ locals }) => ({
  house: locals.house,
  me: locals.me,
  locale: locals.locale,
  theme: locals.theme,
  zone: locals.zone,
  renderedAt: locals.house?.serverTime ?? Date.now(),
});
