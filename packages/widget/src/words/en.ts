import { pluralOf } from './plural.ts';
import type { Words } from './words.ts';

const plural = pluralOf('en');

export const en: Words = {
  lot: (number) => `Lot ${number}`,
  bids: (count) => plural(count, { one: '# bid', other: '# bids' }),
  price: 'Price now',
  opening: 'Opening price',
  hammer: 'Hammer price',
  leads: (paddle) => `Paddle ${paddle} leads`,
  soldTo: (paddle) => `Sold to paddle ${paddle}`,
  noBids: 'No bids yet',
  status: {
    scheduled: 'Not open yet',
    open: 'Open',
    paused: 'Paused by the house',
    sold: 'Sold',
    passed: 'Not sold',
    withdrawn: 'Withdrawn',
  },
  span: ({ days, hours, minutes, seconds }) => {
    if (days > 0) return `${days} d ${hours} h`;
    if (hours > 0) return `${hours} h ${minutes} min`;
    return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
  },
  opensIn: (left) => `Opens in ${left}`,
  opens: (when) => `Opens ${when}`,
  closesIn: (left) => `Closes in ${left}`,
  notBefore: (when) => `not before ${when}`,
  closing: 'Closing',
  lastCloses: (when) => `Running now · last lot closes ${when}`,
  auctionOpens: (when) => `Opens ${when}`,
  auctionClosed: 'This auction is over.',
  noLots: 'This auction has no lots yet.',
  allLots: (count, house) => plural(count, { one: `See # lot at ${house}`, other: `See all # lots at ${house}` }),
  bidAt: (house) => `Bid at ${house}`,
  seeAt: (house) => `See it at ${house}`,
  newTab: 'opens in a new tab',
  latest: 'Latest bids',
  nothingYet: 'Nothing has happened lately. New bids appear here by themselves.',
  line: (type, price, paddle, until) => {
    const by = paddle === null ? '' : ` · paddle ${paddle}`;
    switch (type) {
      case 'BidPlaced':
        return `${price}${by}`;
      case 'LotSold':
        return `sold for ${price}${by}`;
      case 'LotExtended':
        return `extended to ${until}`;
      case 'BidsVoided':
        return price ? `bids voided, now ${price}` : 'bids voided';
      case 'LotScheduled':
        return 'in the catalogue';
      case 'LotOpened':
        return 'open for bids';
      case 'LotPaused':
        return 'paused by the house';
      case 'LotResumed':
        return 'open again';
      case 'LotPassed':
        return 'closed without a sale';
      case 'LotWithdrawn':
        return 'withdrawn';
    }
  },
  now: 'now',
  rates: (base) => `One ${base} buys`,
  currency: 'Currency',
  rate: 'Rate',
  day: 'Since yesterday',
  noRates: 'This house shows no currency rates now.',
  simulated: 'Made-up rates, for the demonstration.',
  staleRates: 'These rates are old: their source does not answer.',
  source: 'Source:',
  late: 'Prices may be late.',
  offline: 'No connection to the house. Prices may be old.',
  gone: 'The house has this no longer.',
  notNamed: (attribute) => `Which one? The attribute ${attribute} is missing.`,
  hindered: {
    untrusted: (page, house) =>
      `This page’s address (${page}) is not in the list of ${house}. Who runs the house adds it to TRUSTED_ORIGINS.`,
    'no-origin': () =>
      'This page has no address of its own: it is a file or a sandboxed frame. No house can have it in its list.',
    policy: (_page, house) =>
      `This page’s own security policy stops the way to the house. Its connect-src needs ${house} and ${house.replace(/^http/, 'ws')}.`,
    unreachable: (_page, house) => `${house} does not answer. This tries again by itself.`,
    'no-house': () => 'The script must come from the house itself, as https://house.example/widget.js.',
  },
};
