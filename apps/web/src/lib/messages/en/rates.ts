import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

/** Currency rates; loaded only where they are shown. */
export const rates = {
  title: 'Currency rates',
  description: 'Currency rates as this house uses them, live, with their history and their source.',
  intro: 'Bids count in the currency of their auction. These rates show what a price is about worth in another one.',
  note: (source: string, when: string) =>
    `≈ is reckoned at these rates: ${source}, ${when}. Bids count in the auction’s own currency.`,
  noteSimulated: (when: string) =>
    `≈ is reckoned at simulated rates of ${when}, made up for the demonstration. Bids count in the auction’s own currency.`,
  base: 'One unit of',
  show: 'Show',
  table: 'All pairs',
  pair: 'Currency',
  rate: 'Rate',
  change: 'In a day',
  course: { hour: 'Last hour', day: 'Last day', month: 'Last month', year: 'Last year' },
  unknown: 'not known',
  old: 'old',
  per: (quote: string, one: string) => `${quote} for ${one}`,
  live: 'Live',
  liveWhat: 'They move as the source gives them.',
  dailyWhat: 'The source publishes them once a day.',
  notLive: 'Last known',
  simulatedAt: (when: string) => `Simulated rates, ${when}`,
  simulatedWhat: (source: string, when: string) =>
    `They are made up: a walk around the rates of ${source} of ${when}, so that a demonstration moves. Do not rely on them.`,
  faults: {
    starting: (since: string) => `The source has not answered yet; asked since ${since}.`,
    unreachable: (since: string) => `The source has not been reached since ${since}.`,
    refused: (since: string) => `The source has refused to give rates since ${since}.`,
    malformed: (since: string) => `Since ${since} the source sends what cannot be trusted, so none of it is taken.`,
    silent: (since: string) => `The source is connected but has said nothing since ${since}.`,
    outdated: (since: string) => `Since ${since} the source gives rates that are older than it promises.`,
  },
  standing: 'Rates stand as last heard, each with its date.',
  back: (since: string) => `The source is back since ${since}; rates move again.`,
  off: 'This house shows no currency rates.',
  offHint: 'Prices stand in the currency of their auction.',
  empty: 'There are no rates yet.',
  emptyHint: 'They appear here as soon as the source has answered.',
  failed: 'This could not be read.',
  again: 'Try again',
  ranges: { hour: '1 hour', day: '1 day', month: '1 month', year: '1 year' },
  range: 'Range',
  chart: (pair: string) => `${pair} over time`,
  chartEmpty: 'Nothing was recorded in this time.',
  chartSummary: (from: string, to: string, low: string, high: string) =>
    `From ${from} to ${to}; lowest ${low}, highest ${high}.`,
  at: (rate: string, when: string) => `${rate} at ${when}`,
  keys: 'Arrow keys go from point to point, + and − change the scale, 0 shows all.',
  scale: 'Scale',
  zoomIn: 'Closer',
  zoomOut: 'Wider',
  zoomAll: 'Show all',
  asTable: (count: number) => plural(count, { one: 'As a table: # point', other: 'As a table: # points' }),
  when: 'Time',
};
