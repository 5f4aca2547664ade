import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

/** How many people watch a lot or an auction. */
export const watching = {
  watching: (count: number) => plural(count, { one: '# watching', other: '# watching' }),
  hint: 'People who have this page open now, you among them',
};
