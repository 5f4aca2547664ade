import { pluralOf } from '#lib/format/plural.ts';
import type { WatchingMessages } from '../shape.ts';

const plural = pluralOf('ru');

/** How many people watch a lot or an auction. */
export const watching: WatchingMessages = {
  watching: (count) => plural(count, { one: 'смотрит #', other: 'смотрят #' }),
  hint: 'У стольких людей сейчас открыта эта страница, включая вас',
};
