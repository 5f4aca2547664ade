import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

export const home = {
  title: 'Auctions',
  description: 'Auctions running now and soon, with live prices.',
  running: 'Running now',
  coming: 'Coming',
  closed: 'Recently closed',
  closingNext: 'Closing next',
  seeCatalogue: 'See the catalogue',
  lots: (count: number) => plural(count, { one: '# lot', other: '# lots' }),
  lastLotCloses: (when: string) => `Last lot closes ${when}`,
  opens: (when: string) => `Opens ${when}`,
  closedAt: (when: string) => `Closed ${when}`,
  empty: 'No auction is announced yet.',
  emptyHint: 'As soon as the house announces one, its catalogue stands here.',
  nothingRunning: 'No auction is running at the moment.',
};
