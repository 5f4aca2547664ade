import { bids } from './bids.ts';
import { commands } from './commands.ts';
import { consumers } from './consumers.ts';
import { linear } from './linear.ts';
import { origins } from './origins.ts';
import type { ChaosPromise } from './promise.ts';
import { resumes } from './resumes.ts';
import { revoked } from './revoked.ts';
import { slow } from './slow.ts';
import { storm } from './storm.ts';
import { throws } from './throws.ts';
import { watchers } from './watchers.ts';

/** Everything that `npm run chaos` tries to break, in the order of docs/RELIABILITY.md. */
export const PROMISES: readonly ChaosPromise[] = [
  bids,
  linear,
  commands,
  watchers,
  resumes,
  slow,
  storm,
  throws,
  revoked,
  consumers,
  origins,
];
