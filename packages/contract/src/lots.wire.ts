import { bidAnswerSchema } from './bid.schemas.ts';
import { doneSchema } from './errors.schemas.ts';
import type { ErrorCode } from './errors.ts';
import { DRAINING, ERROR, TIME } from './every.wire.ts';
import { bidSchema, missedSchema, unwatchSchema, watchSchema } from './requests.schemas.ts';
import type { LotsClientToServer, LotsServerToClient } from './sockets.ts';
import {
  activitiesSchema,
  heartbeatSchema,
  lotEventsSchema,
  lotPricesSchema,
  presenceSchema,
  watchAnswerSchema,
} from './sockets.schemas.ts';
import type { Wire } from './wire.ts';

const BID_REFUSALS: readonly ErrorCode[] = [
  'BID_TOO_LOW',
  'LOT_UNKNOWN',
  'LOT_NOT_OPEN',
  'LOT_CLOSED',
  'MAY_NOT_BID',
  'LIMIT_EXCEEDED',
  'CURRENCY_MISMATCH',
  'BID_EXPIRED',
  'IDEMPOTENCY_MISMATCH',
  'OUTCOME_UNKNOWN',
];

/** `/lots`. */
export const LOTS_WIRE: Wire<LotsServerToClient, LotsClientToServer> = {
  address: '/lots',
  title: 'Lots',
  description:
    'Prices and bids. Anybody from a trusted origin watches; who is signed in bids. A lot’s events are numbered: apply them strictly by version, and `watch` again with what you have where one is missing.',
  serverToClient: {
    'lot.events': {
      as: 'ledger',
      summary: 'Public events of a watched lot. The first goes out at once, then one frame per lot and 25 ms.',
      payload: lotEventsSchema,
    },
    'lot.prices': {
      as: 'ticker',
      summary: 'The newest state of lots of a watched auction that changed, at most five frames a second.',
      payload: lotPricesSchema,
    },
    activity: {
      as: 'ticker',
      summary: 'The latest doings of the whole house, for who watches the house.',
      payload: activitiesSchema,
    },
    presence: { as: 'ticker', summary: 'How many people look at a lot.', payload: presenceSchema },
    heartbeat: {
      as: 'ticker',
      summary:
        'Every two seconds: where the house stands with all that this socket watches. After five seconds without one, what a page shows may be late.',
      payload: heartbeatSchema,
    },
    draining: DRAINING,
    error: ERROR,
  },
  clientToServer: {
    watch: {
      signedIn: false,
      summary:
        'Watches lots, auctions or the whole house. The answer says where everything stands: the missed events where the named version allows it, else the whole state.',
      request: watchSchema,
      answer: watchAnswerSchema,
      refusals: ['LOT_UNKNOWN', 'NOT_FOUND'],
    },
    unwatch: {
      signedIn: false,
      summary: 'Watches something no more; what was not watched is ignored.',
      request: unwatchSchema,
      answer: doneSchema,
      refusals: [],
    },
    bid: {
      signedIn: true,
      summary:
        'Gives a maximum. `id` is a UUIDv7 made once for each intent; a retry with the same id and body gets the same receipt. Needs the house’s own origin.',
      request: bidSchema,
      answer: bidAnswerSchema,
      refusals: BID_REFUSALS,
    },
    time: TIME,
    missed: {
      signedIn: false,
      summary:
        'Tells how often something was missed since the last such report, for the numbers of the house. At most once a minute.',
      request: missedSchema,
      answer: doneSchema,
      refusals: [],
    },
  },
};
