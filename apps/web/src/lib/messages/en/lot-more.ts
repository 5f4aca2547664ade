import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

/** What a lot page says only when it is asked: the reasons, the mistake, the chart, the pictures in full. */
export const lotMore = {
  why: {
    looking: 'Looking it up in the ledger.',
    failed: 'This could not be looked up. Try again in a moment.',
    noBid: 'You have no bid on this lot.',
    leads: 'You lead. No other maximum stands against yours.',
    reserve:
      'You lead, but the price has not reached the reserve: the hidden price under which the lot is not sold. A higher maximum of yours may reach it.',
    voided: (when: string) =>
      `The house voided your bid at ${when}. It no longer counts, and price and leader were worked out again without it. If you do not know why, ask the house.`,
    earlier: (paddle: number, max: string, theirs: string, yours: string) =>
      `Paddle ${paddle} gave the same maximum of ${max} before you: at ${theirs}, yours came at ${yours}. Of two equal maxima the earlier one leads.`,
    lessThanStep: (paddle: number, max: string, price: string, step: string) =>
      `The maximum of paddle ${paddle} is ${price}, above your ${max} by less than a full step of ${step}. It still leads: a maximum need not be a whole step higher. The price stops there because it never goes above the leader’s maximum.`,
    higherBefore: (paddle: number, max: string, yours: string) =>
      `Paddle ${paddle} led already when your maximum of ${max} came at ${yours}, with a higher one. The house bid for that paddle against yours at once. How high its maximum is, nobody is shown.`,
    higherAfter: (paddle: number, max: string, since: string) =>
      `Paddle ${paddle} leads since ${since} with a maximum higher than your ${max}. How high it is, nobody is shown.`,
    reserveNotMet: 'The reserve is not met yet either.',
  },
  mistake: {
    heading: 'Tell the house that this bid was a mistake',
    what: 'The house decides whether to void it. Until then the bid stands, and it may win.',
    note: 'What went wrong? You may leave this empty.',
    send: 'Ask the house to void it',
    sending: 'Telling the house',
    keep: 'Keep the bid',
    until: (when: string) => `You can ask until ${when}.`,
    waiting: (when: string) =>
      `You told the house at ${when} that your bid was a mistake. The bid stands until the house answers; the answer comes here.`,
    voided: 'The house voided the bid that you called a mistake.',
    declined: 'You called your bid a mistake. The house lets it stand.',
    says: (answer: string) => `It says: “${answer}”`,
    tooLate: 'More than five minutes have passed since your bid. Ask the house directly.',
    closed: 'Bidding on this lot is over, so nothing can be taken back here. Ask the house directly.',
    failed: 'The house was not reached. Try again.',
  },
  chart: {
    slider: 'Price over time',
    at: (price: string, when: string) => `${price} at ${when}`,
    voided: (count: number) => plural(count, { one: '× # voided bid', other: '× # voided bids' }),
    partOnly: (when: string) => `What happened before ${when} is not drawn.`,
    keys: 'Arrow keys go from price to price.',
  },
  gallery: {
    close: 'Close',
    previous: 'Previous',
    next: 'Next',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    keys: 'Arrow keys turn the pictures, + and − change their size, arrow keys then move the picture.',
  },
};
