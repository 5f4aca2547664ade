import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');
const bids = (count: number) => plural(count, { one: '+# bid', other: '+# bids' });

/** A notice's amounts as text; null where there is none. */
interface Amounts {
  price: string | null;
  next: string | null;
}

/** A person's own pages, and what the house tells him on any page; loaded only where it is needed. */
export const me = {
  pages: {
    bids: 'Bids',
    watching: 'Watching',
    won: 'Won lots',
    registrations: 'Registrations',
    talk: 'Talk',
    notices: 'Notices',
  },
  title: 'Your page',
  groups: { leading: 'You lead', outbid: 'You were outbid', coming: 'Not open yet', won: 'You won', lost: 'Not won' },
  yourMaximum: (amount: string) => `Your maximum ${amount}`,
  bidNext: (amount: string) => `Bid ${amount}`,
  raise: 'Raise your maximum',
  seeLot: 'See the lot',
  readTalk: 'Read it',
  seeCatalogue: 'See the catalogue',
  noBids: 'You have not bid on anything yet.',
  noBidsHint: 'Every lot that you bid on stands here with its live price, and whether you lead.',
  noWatched: 'You watch no lots yet.',
  noWatchedHint: 'Press “Watch” on a lot to find it here, and to be told five minutes before it closes.',
  noWon: 'You have not won a lot yet.',
  noWonHint: 'Lots that you win stand here with their hammer prices.',
  noRegistrations: 'You are not registered for any auction.',
  noRegistrationsHint: 'Open an auction, choose a lot and accept the terms: that gives you a paddle number.',
  noTalk: 'You have not written anywhere yet.',
  noTalkHint:
    'Ask about a lot on its page, or join the talk of an auction: the rooms that you wrote in stand here with what is new.',
  unread: (count: number) => plural(count, { one: '# unread', other: '# unread' }),
  allRead: 'all read',
  questions: 'Questions',
  talkOf: 'Talk of the auction',
  noNotices: 'Nothing yet.',
  noNoticesHint: 'When you are outbid, win a lot, or a lot that you watch is about to close, it is written down here.',
  toAuctions: 'See the auctions',
  wonFor: (amount: string) => `Hammer price ${amount}`,
  premiumLater: 'Premium and tax come on top, as in the terms of the auction.',
  auction: 'Auction',
  paddle: 'Paddle',
  limit: 'Limit',
  noLimit: 'none',
  limitHint: 'What you may owe in this auction at most: maxima on lots that you lead, and hammers won.',
  ends: 'Ends',
  newNotice: 'New',
  older: 'Older notices',
  newest: 'Newest notices',
  choose: 'Choose what you are told, and how',
  urgent: 'Urgent',
  went: {
    mail: {
      waiting: 'e-mail comes later',
      queued: 'e-mail under way',
      retried: 'e-mail delayed',
      sent: 'e-mailed',
      failed: 'e-mail not delivered',
      kept: 'e-mail kept for the owner of the house',
      dropped: 'no e-mail needed',
    },
    push: {
      waiting: 'push comes later',
      queued: 'push under way',
      retried: 'push delayed',
      sent: 'pushed',
      failed: 'push not delivered',
      kept: 'push not sent',
      dropped: 'no push needed',
    },
  },
  notice: {
    outbid: ({ price, next }: Amounts) =>
      `You were outbid.${price ? ` The price is ${price}${next ? `; the next bid is ${next}` : ''}.` : ''}`,
    leading: ({ price }: Amounts) => (price ? `You lead again, at ${price}.` : 'You lead again.'),
    won: ({ price }: Amounts) => (price ? `You won, for ${price}.` : 'You won.'),
    lost: ({ price }: Amounts) =>
      price ? `The lot is closed and not yours. It stood at ${price}.` : 'The lot is closed and not yours.',
    extended: ({ price }: Amounts) =>
      `The lot stays open longer than planned.${price ? ` The price is ${price}.` : ''}`,
    closing: ({ price, next }: Amounts) =>
      `Closes in about five minutes.${price ? ` The price is ${price}` : ' No bids yet'}${next ? `; the next bid is ${next}` : ''}.`,
    paused: () => 'The house has paused this lot. No bid is taken until it goes on.',
    voided: ({ price }: Amounts) =>
      `The house took bids of yours off this lot.${price ? ` The price is ${price} now.` : ''}`,
    declined: () => 'You called a bid a mistake. The house lets it stand; the lot page says why.',
    opened: ({ next }: Amounts) => `Open for bids.${next ? ` The first bid is ${next}.` : ''}`,
    bid: ({ price, next }: Amounts) =>
      `A lot that you watch has a bid.${price ? ` The price is ${price}${next ? `; the next bid is ${next}` : ''}.` : ''}`,
    auction: () => 'A new auction is in the house.',
    answered: () => 'What you wrote here was answered.',
    mention: () => 'Somebody mentions you here.',
  },
  toast: {
    region: 'Notices',
    dismiss: 'Dismiss',
    moved: (count: number, price: string) => `${bids(count)}, now ${price}`,
    merged: (count: number) => plural(count, { one: '+# notice on this lot', other: '+# notices on this lot' }),
    rest: (count: number) => plural(count, { one: '# more notice', other: '# more notices' }),
    readAll: 'Read them',
    lost: 'Connection lost. Prices stand as last heard.',
    back: 'Connected again. Prices are live.',
  },
  activity: {
    whose: 'Which lots',
    all: 'All auctions',
    watched: 'Lots I watch',
    empty: 'Nothing has happened lately. New bids appear here by themselves.',
    emptyWatched: 'Nothing has happened lately on the lots that you watch.',
    lines: {
      LotScheduled: () => 'in the catalogue',
      LotOpened: () => 'open for bids',
      LotPaused: () => 'paused by the house',
      LotResumed: () => 'open again',
      LotPassed: () => 'closed without a sale',
      LotWithdrawn: () => 'withdrawn',
      BidPlaced: (price: string, paddle: number | null) => (paddle === null ? price : `${price} · paddle ${paddle}`),
      LotExtended: (_price: string, _paddle: number | null, until: string) => `extended to ${until}`,
      BidsVoided: (price: string) => (price ? `bids voided, now ${price}` : 'bids voided'),
      LotSold: (price: string, paddle: number | null) =>
        paddle === null ? `sold for ${price}` : `sold for ${price} · paddle ${paddle}`,
    },
    now: 'now',
  },
};
