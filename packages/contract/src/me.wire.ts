import { DRAINING, ERROR, TIME } from './every.wire.ts';
import { seenSchema } from './requests.schemas.ts';
import type { MeClientToServer, MeServerToClient } from './sockets.ts';
import { noticesSchema, seenAnswerSchema, sessionExpiringSchema, standingsSchema } from './sockets.schemas.ts';
import type { Wire } from './wire.ts';

/** `/me`. */
export const ME_WIRE: Wire<MeServerToClient, MeClientToServer> = {
  address: '/me',
  title: 'Me',
  description:
    'What concerns one person alone. Only on the house’s own pages and for who is signed in; others are refused with `connect_error` and a code. `auth.since` names the newest notice that the client has.',
  serverToClient: {
    standing: {
      as: 'ticker',
      summary: 'How the person stands: on connect on every lot that he bid on or watches, later on those that changed.',
      payload: standingsSchema,
    },
    notice: {
      as: 'ledger',
      summary: 'What the person is told. Notices are kept; after a gap the next connection brings them.',
      payload: noticesSchema,
    },
    'session.expiring': {
      as: 'signal',
      summary: 'The session ends soon.',
      payload: sessionExpiringSchema,
    },
    draining: DRAINING,
    error: ERROR,
  },
  clientToServer: {
    seen: {
      signedIn: true,
      summary: 'Marks notices as seen.',
      request: seenSchema,
      answer: seenAnswerSchema,
      refusals: [],
    },
    time: { ...TIME, signedIn: true },
  },
};
