import type { NoticeLanguage } from './notice.language.ts';

/** English. */
export const english: NoticeLanguage = {
  about: (number, title) => (number === null ? title : `Lot ${number} · ${title}`),
  lines: {
    outbid: ({ price, next }) =>
      `You were outbid.${price ? ` The price is ${price}${next ? `; the next bid is ${next}` : ''}.` : ''}`,
    leading: ({ price }) => (price ? `You lead again, at ${price}.` : 'You lead again.'),
    won: ({ price }) => (price ? `You won, for ${price}.` : 'You won.'),
    lost: ({ price }) => (price ? `Closed, and not yours. It stood at ${price}.` : 'Closed, and not yours.'),
    extended: ({ price }) => `Open longer than planned.${price ? ` The price is ${price}.` : ''}`,
    closing: ({ price, next }) =>
      `Closes in about five minutes.${price ? ` The price is ${price}` : ' No bids yet'}${next ? `; the next bid is ${next}` : ''}.`,
    paused: () => 'Paused by the house. No bid is taken until it goes on.',
    voided: ({ price }) => `The house took bids of yours off this lot.${price ? ` The price is ${price} now.` : ''}`,
    declined: () => 'You called a bid a mistake. The house lets it stand; the lot page says why.',
    opened: ({ next }) => `Open for bids.${next ? ` The first bid is ${next}.` : ''}`,
    bid: ({ price, next }) =>
      `There is a new bid.${price ? ` The price is ${price}${next ? `; the next bid is ${next}` : ''}.` : ''}`,
    auction: () => 'A new auction is in the house.',
    answered: () => 'What you wrote here was answered.',
    mention: () => 'Somebody mentions you here.',
  },
  several: (count) => (count === 1 ? '1 notice' : `${count} notices`),
  more: (count) => `and ${count} more`,
};
