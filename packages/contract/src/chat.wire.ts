import {
  chatActAnswerSchema,
  chatMessagesSchema,
  chatPostAnswerSchema,
  chatSeenAnswerSchema,
  chatWatchAnswerSchema,
} from './chat.frames.schemas.ts';
import {
  chatEditSchema,
  chatPostSchema,
  chatRemoveSchema,
  chatReportSchema,
  chatSeenSchema,
  chatUnwatchSchema,
  chatWatchSchema,
} from './chat.schemas.ts';
import type { ChatClientToServer, ChatServerToClient } from './chat.ts';
import { doneSchema } from './errors.schemas.ts';
import { DRAINING, ERROR } from './every.wire.ts';
import type { Wire } from './wire.ts';

/** `/chat`. */
export const CHAT_WIRE: Wire<ChatServerToClient, ChatClientToServer> = {
  address: '/chat',
  title: 'Chat',
  description:
    'Talk in rooms of lots and auctions. Anybody from a trusted origin reads; who is signed in writes, on the house’s own pages. What happens in a room is numbered: apply it strictly by version, and `watch` again where one is missing.',
  serverToClient: {
    messages: {
      as: 'ledger',
      summary: 'What happened in a watched room.',
      payload: chatMessagesSchema,
    },
    draining: DRAINING,
    error: ERROR,
  },
  clientToServer: {
    watch: {
      signedIn: false,
      summary: 'Watches a room. The answer brings the missed events, or the newest page.',
      request: chatWatchSchema,
      answer: chatWatchAnswerSchema,
      refusals: ['NOT_FOUND'],
    },
    unwatch: {
      signedIn: false,
      summary: 'Watches a room no more.',
      request: chatUnwatchSchema,
      answer: doneSchema,
      refusals: [],
    },
    post: {
      signedIn: true,
      summary: 'Writes. `id` is a UUIDv7 made once for each message; a retry repeats it and gets the same receipt.',
      request: chatPostSchema,
      answer: chatPostAnswerSchema,
      refusals: ['NOT_FOUND', 'MAY_NOT_WRITE', 'IDEMPOTENCY_MISMATCH'],
    },
    edit: {
      signedIn: true,
      summary: 'Changes a message of one’s own, within its time.',
      request: chatEditSchema,
      answer: chatActAnswerSchema,
      refusals: ['NOT_FOUND', 'MAY_NOT_WRITE'],
    },
    remove: {
      signedIn: true,
      summary: 'Removes a message: one’s own within its time, staff any.',
      request: chatRemoveSchema,
      answer: chatActAnswerSchema,
      refusals: ['NOT_FOUND', 'MAY_NOT_WRITE'],
    },
    report: {
      signedIn: true,
      summary: 'Tells staff of a message.',
      request: chatReportSchema,
      answer: doneSchema,
      refusals: ['NOT_FOUND'],
    },
    seen: {
      signedIn: true,
      summary: 'Up to which version the person has read.',
      request: chatSeenSchema,
      answer: chatSeenAnswerSchema,
      refusals: ['NOT_FOUND'],
    },
  },
};
