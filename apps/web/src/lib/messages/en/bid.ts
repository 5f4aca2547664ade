import type { AmountFault } from '#lib/format/amount.ts';

const faults: Record<AmountFault, (example: string, decimals: number) => string> = {
  empty: () => 'Write the most that you would pay.',
  'not-a-number': (example) => `This is not an amount. Write figures only, such as ${example}.`,
  'not-positive': () => 'The amount must be more than nothing.',
  'too-precise': (example, decimals) =>
    decimals === 0
      ? `This currency has no smaller units: write a whole amount, such as ${example}.`
      : `At most ${decimals} figures after the point, such as ${example}.`,
  'too-large': () => 'This is more than the house can take.',
  'decimal-comma': (example) => `Write the decimals after a point, such as ${example}.`,
};

export const bid = {
  heading: 'Bid',
  steps: 'Next steps',
  stepLabel: (amount: string) => `Bid up to ${amount}`,
  ownAmount: 'Or your own maximum',
  fieldHint: (amount: string) => `${amount} or more`,
  currency: (code: string) => `Bids are in ${code}; ≈ is only a guide.`,
  place: 'Place bid',
  raise: 'Raise my maximum',
  faults,
  belowMinimum: (minimum: string) => `The next bid is ${minimum} or more.`,
  notAboveOwn: (own: string) => `Your maximum is ${own} already. A raise must be higher.`,
  /** One sentence of what will happen. */
  willOpen: (max: string, price: string) => `You bid up to ${max}. The price will be ${price}.`,
  willLead: (max: string, low: string) =>
    `You bid up to ${max}. The price will be at least ${low}, and only as high as it takes to lead.`,
  willExactly: (max: string) => `You bid ${max}, the least that counts now.`,
  willRaise: (max: string) =>
    `You raise your maximum to ${max}. You lead already, so the price stays unless others bid.`,
  secret: 'Your maximum is shown to nobody else.',
  /** What it costs to win, from the house. */
  costHint: 'Premium and tax come on top. Write an amount to see what you would pay in all.',
  costPlain: (max: string) => `If you win at ${max}, that is all you pay: there is no premium and no tax.`,
  cost: (max: string, total: string, parts: string[]) => `If you win at ${max} you pay ${total}: ${parts.join(', ')}.`,
  costPremium: (amount: string) => `premium ${amount}`,
  costTax: (amount: string) => `tax ${amount}`,
  confirmLarge: (max: string, minimum: string) =>
    `${max} is more than twice the next bid of ${minimum}. Do you mean it?`,
  confirmDear: (max: string, times: number, minimum: string) =>
    `Look at the figures again: ${max} is ${times} times the next bid of ${minimum}. Did you type a nought too many?`,
  confirmEstimate: (max: string, high: string) =>
    `${max} is more than the house expects: its estimate ends at ${high}. Do you mean it?`,
  confirmLate: 'The prices here may be late.',
  confirmLateOnly: (max: string) => `The prices here may be late. Bid up to ${max} all the same?`,
  confirm: (max: string) => `Yes, bid up to ${max}`,
  change: 'Change the amount',
  sending: (max: string) => `Sending your bid of up to ${max}. It does not count until the house answers.`,
  leading: (price: string, max: string) => `You lead at ${price}. The house bids for you up to ${max}.`,
  leadingAtMost: (max: string) => `You lead at ${max}, which is all of your maximum.`,
  raised: (max: string) => `Your maximum is now ${max}. You still lead.`,
  outbidAtOnce: (price: string, next: string) =>
    `Another bidder’s maximum is higher. The price is ${price}; the next bid is ${next}.`,
  unknown: (max: string) =>
    `We do not know yet whether your bid of up to ${max} has arrived. We are asking the house; do not bid again until it answers.`,
  cancelled: 'Your bid did not arrive in time and does not count. You can bid again.',
  ownMaximum: (max: string) => `Your maximum: ${max}`,
  youLead: (max: string) => `You lead. The house bids for you up to ${max}.`,
  outbid: (price: string, by: string, next: string) =>
    `You were outbid. The price is ${price}, ${by} above your maximum; the next bid is ${next}.`,
  outbidEven: (price: string, next: string) =>
    `You were outbid: an earlier bidder gave the same maximum. The price is ${price}; the next bid is ${next}.`,
  outbidStatus: (lot: string, price: string, next: string) =>
    `You were outbid on lot ${lot}. The price is ${price}. The next bid is ${next}.`,
  leadStatus: (lot: string, price: string) => `You lead lot ${lot} at ${price}.`,
  priceStatus: (lot: string, price: string, leader: string) => `Lot ${lot}: ${price}. ${leader}.`,
  bidNext: (amount: string) => `Bid ${amount}`,
  catchingUp: 'Catching up',
  voided: 'The house voided your bid. It no longer counts.',
  whyNot: 'Why am I not leading?',
  whyReserve: 'Why may I still not get it?',
  whyVoided: 'What does that mean?',
  mistake: 'I made a mistake',
  signInAgain: 'Sign in again',
  /** Another tab signed somebody else in, or out. */
  otherPerson: (now: string, before: string) =>
    `This browser is now signed in as ${now}, no longer as ${before}. What you bid here is ${now}’s bid.`,
  noPerson: (before: string) => `${before} is no longer signed in here. Your amount is kept.`,
  signInToBid: 'Sign in to bid',
  signInKeeps: 'You come back here with your amount kept.',
  register: {
    heading: 'Get a paddle number first',
    why: 'Bidders are shown by number, never by name. It takes one step for the whole auction.',
    accept: 'I accept the terms of this auction',
    readTerms: 'Read the terms',
    mustAccept: 'Tick the box to accept the terms first.',
    submit: 'Register for this auction',
    sending: 'Registering',
    failed: 'The registration did not go through. Try again in a moment.',
  },
  paddle: (paddle: number) => `You bid as paddle ${paddle}`,
  notOpen: (when: string) => `Bidding opens ${when}.`,
  over: 'Bidding on this lot is over.',
  staffMayNot: 'People who work for the house cannot bid in it.',
  waitingApproval: 'The house has yet to approve your account. You can bid as soon as it has.',
  noScript: 'Bidding needs JavaScript.',
  noNetwork: 'Your bid was not sent: there is no connection to the house. Try again when it is back.',
  refused: {
    BAD_REQUEST: 'The house could not read this bid. Check the amount.',
    UNAUTHENTICATED: 'You are no longer signed in. Sign in again; your amount is kept.',
    FORBIDDEN: 'You may not bid here.',
    RATE_LIMITED: 'Too many bids in a short time. Wait a moment, then bid again.',
    BUSY: 'The house is very busy and did not take this bid. Try again now.',
    LOT_UNKNOWN: 'This lot no longer exists.',
    LOT_NOT_OPEN: 'This lot takes no bids at the moment.',
    CURRENCY_MISMATCH: 'This auction runs in another currency. Load the page again.',
    BID_EXPIRED: 'Your bid took too long to reach the house and does not count. You can bid again.',
    IDEMPOTENCY_MISMATCH: 'This bid was sent before with another amount. Load the page and look at your maximum.',
    INTERNAL: (id: string) => `Something broke at the house and your bid does not count. Tell them this number: ${id}.`,
  },
  tooLow: (minimum: string) => `The price has moved: the next bid is now ${minimum}.`,
  closed: (closed: string, received: string) => `Too late: the lot closed at ${closed}, your bid came at ${received}.`,
  closedByHouse: 'Your bid came in time but the house decided it too late. Tell the house: this must not happen.',
  limit: (left: string) => `This is above your limit in this auction. You have ${left} left.`,
  mayNot: {
    staff: 'People who work for the house cannot bid in it.',
    consignor: 'This is your own lot; you cannot bid on it.',
    unregistered: 'Register for this auction first.',
    barred: 'The house has barred you from bidding. Ask it why.',
    unverified: 'The house has yet to approve your account.',
  },
};
