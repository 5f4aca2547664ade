/** What a page says that stands in for another one while the house cannot be reached. */
export const offline = {
  title: 'No connection to the house',
  what: 'The page could not be loaded. It comes by itself as soon as the house can be reached.',
  again: 'Try again',
  known: 'What this device last knew',
  notLive: 'Nothing here is live: each line says when it was so. Bids that the house acknowledged stand.',
  nothing: 'This device has not kept anything of an auction yet.',
  auctions: 'Auctions',
  lots: 'Lots',
  lot: (number: number) => `Lot ${number}`,
  asOf: (when: string) => `as of ${when}`,
  noBids: 'No bids',
  opens: (when: string) => `to open ${when}`,
  closes: (when: string) => `to close ${when}`,
  /** The time has passed, and nobody here knows what became of it. */
  wasToOpen: (when: string) => `was to open ${when}`,
  wasToClose: (when: string) => `was to close ${when}`,
  closed: (when: string) => `closed ${when}`,
  status: {
    paused: 'Paused by the house',
    sold: 'Sold',
    passed: 'Not sold',
    withdrawn: 'Withdrawn',
  },
};
