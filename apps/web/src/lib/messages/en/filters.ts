import type { FoundStatus, LotSort } from '@rostrum/contract';
import type { AmountFault } from '#lib/format/amount.ts';
import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

const statuses: Record<FoundStatus, string> = {
  open: 'Open',
  scheduled: 'Not open yet',
  sold: 'Sold',
  passed: 'Not sold',
  withdrawn: 'Withdrawn',
};
const sorts: Record<LotSort, string> = {
  number: 'Lot number',
  ending: 'Closing next',
  price: 'Lowest price',
  bids: 'Most bids',
};
const faults: Record<AmountFault | 'order', string> = {
  empty: 'Write an amount.',
  'not-a-number': 'This is not an amount; it is left out.',
  'not-positive': 'An amount cannot be below nothing; it is left out.',
  'too-precise': 'Too many decimals; the amount is left out.',
  'too-large': 'This is more than the house can take; it is left out.',
  'decimal-comma': 'Write the decimals after a point; the amount is left out.',
  order: 'This is below the lower bound; it is left out.',
};

export const filters = {
  searchHere: 'Search this catalogue',
  filters: 'Filter and sort',
  filtersActive: (count: number) => plural(count, { one: '# filter', other: '# filters' }),
  auction: 'Auction',
  allAuctions: 'All auctions',
  category: 'Category',
  allCategories: 'All categories',
  status: 'Status',
  anyStatus: 'Any status',
  statuses,
  price: 'Price',
  priceFrom: 'Price from',
  priceTo: 'Price to',
  from: 'from',
  to: 'to',
  sort: 'Sort by',
  sorts,
  faults,
  show: 'Show lots',
  counted: (text: string, count: number) => `${text} (${count})`,
  found: (count: number) => plural(count, { one: '# lot', other: '# lots' }),
  foundFor: (count: number, of: number) => plural(of, { one: `${count} of # lot`, other: `${count} of # lots` }),
  chipWords: (words: string) => `“${words}”`,
  chipFrom: (amount: string) => `from ${amount}`,
  chipTo: (amount: string) => `to ${amount}`,
  remove: (filter: string) => `Remove filter: ${filter}`,
  clear: 'Clear all',
  nothing: 'No lot fits.',
  nothingHint: 'Try fewer words or a wider range, or take a filter away.',
  searchEverywhere: (words: string) => `Search all auctions for “${words}”`,
  more: 'Show more lots',
  searchTitle: 'Search the lots',
  searchTitleFor: (words: string) => `Search: ${words}`,
  searchDescription: 'Lots of all auctions of this house, with live prices.',
};
