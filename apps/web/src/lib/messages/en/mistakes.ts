import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

/** The staff page of bids that were mistakes. */
export const mistakes = {
  title: 'Bids called mistakes',
  what: 'Bidders told the house within five minutes that these bids were slips. A void works price and leader out again; the bidder and a new leader are told.',
  none: 'Nobody waits for an answer.',
  answeredTitle: 'Answered of late',
  bidOf: (paddle: string, amount: string) => `Paddle ${paddle}, listed at ${amount}`,
  raiseOf: (paddle: string) => `Paddle ${paddle}, a raise that nobody sees`,
  asked: (when: string) => `Asked at ${when}`,
  noNote: 'No reason was given.',
  gone: 'Bidding on this lot is over: nothing can be voided here.',
  preview: 'If you void it',
  price: (before: string, after: string) => `price ${before} → ${after}`,
  leader: (before: string, after: string) => `leader ${before} → ${after}`,
  same: 'price and leader stay as they are',
  nobody: 'nobody',
  noPrice: 'none',
  told: (count: number) => plural(count, { one: '# person will be told', other: '# people will be told' }),
  answer: 'What the bidder reads (if you like)',
  void: 'Void the bid',
  sure: 'Yes, void it',
  back: 'Not yet',
  decline: 'Let it stand',
  voided: 'Voided',
  declined: 'Stands',
  done: { voided: 'The bid is void.', declined: 'The bid stands, and its bidder can read why.' },
  failed: 'This did not work: somebody may have been quicker, or the lot closed. The list is new.',
};
