import { wireErrorSchema } from './errors.schemas.ts';
import { timeSchema } from './requests.schemas.ts';
import { drainingSchema, timeAnswerSchema } from './sockets.schemas.ts';

/** `draining`, on every namespace. */
export const DRAINING = {
  as: 'signal',
  summary: 'This node is going away: connect again.',
  payload: drainingSchema,
} as const;

/** `error`, on every namespace. */
export const ERROR = {
  as: 'signal',
  summary: 'A message that asked for no answer was refused.',
  payload: wireErrorSchema,
} as const;

/** `time`, for whoever counts down. */
export const TIME = {
  signedIn: false,
  summary: 'Asks the house for its time; `t0` comes back, so that the round trip is known.',
  request: timeSchema,
  answer: timeAnswerSchema,
  refusals: [],
} as const;
