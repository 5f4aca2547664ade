import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

export const auction = {
  status: { scheduled: 'Coming', open: 'Running now', closed: 'Closed' },
  talk: 'Talk',
  catalogue: 'Catalogue',
  about: 'About this sale',
  noLots: 'The catalogue of this auction is still being written.',
  rules: 'How this auction works',
  ruleBids:
    'You name the most that you would pay. The house bids for you, only as high as it takes to lead, and shows your maximum to nobody.',
  ruleSteps: 'Bids rise in steps:',
  stepFrom: (from: string, step: string) => `from ${from}: ${step}`,
  ruleSoftReset: (window: string, extension: string) =>
    `A bid in the last ${window} of a lot keeps it open for at least ${extension} more, so nobody wins by being last to click.`,
  ruleSoftAdd: (window: string, extension: string) =>
    `A bid in the last ${window} of a lot adds ${extension} to its time, so nobody wins by being last to click.`,
  ruleNoSoft: 'Lots close at the time shown; a late bid does not move it.',
  ruleNoPremium: 'There is no buyer’s premium: the price is what you pay.',
  rulePremium: (tiers: string) => `On top of the hammer price comes the buyer’s premium: ${tiers}.`,
  premiumFlat: (rate: string) => rate,
  premiumTier: (rate: string, from: string) => `${rate} of the part from ${from}`,
  ruleTax: {
    premium: (rate: string) => `Tax of ${rate} is charged on the premium.`,
    hammer: (rate: string) => `Tax of ${rate} is charged on the hammer price.`,
    both: (rate: string) => `Tax of ${rate} is charged on hammer price and premium.`,
  },
  terms: 'Terms of this auction',
  yourPaddle: (paddle: number) => `You bid here as paddle ${paddle}`,
  lots: (count: number) => plural(count, { one: '# lot', other: '# lots' }),
};
