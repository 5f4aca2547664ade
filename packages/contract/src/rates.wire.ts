import { doneSchema } from './errors.schemas.ts';
import { DRAINING, ERROR } from './every.wire.ts';
import type { RatesClientToServer, RatesServerToClient } from './rates.ts';
import { ratesTickSchema, ratesUnwatchSchema, ratesWatchAnswerSchema, ratesWatchSchema } from './rates.schemas.ts';
import type { Wire } from './wire.ts';

/** `/rates`. */
export const RATES_WIRE: Wire<RatesServerToClient, RatesClientToServer> = {
  address: '/rates',
  title: 'Rates',
  description: 'What one euro buys in other currencies, as the house shows amounts. Anybody from a trusted origin.',
  serverToClient: {
    'rates.tick': {
      as: 'ticker',
      summary: 'Rates that changed, or only a change of how far they can be relied on.',
      payload: ratesTickSchema,
    },
    draining: DRAINING,
    error: ERROR,
  },
  clientToServer: {
    watch: {
      signedIn: false,
      summary: 'Watches some currencies, or all. A later one replaces an earlier one.',
      request: ratesWatchSchema,
      answer: ratesWatchAnswerSchema,
      refusals: [],
    },
    unwatch: {
      signedIn: false,
      summary: 'Watches no more.',
      request: ratesUnwatchSchema,
      answer: doneSchema,
      refusals: [],
    },
  },
};
