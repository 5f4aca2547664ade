import type { Messages } from '../shape.ts';
import { auction } from './auction.ts';
import { bid } from './bid.ts';
import { failure } from './failure.ts';
import { finding } from './finding.ts';
import { home } from './home.ts';
import { lot } from './lot.ts';
import { shell } from './shell.ts';
import { time } from './time.ts';

/** Russian, written for Russian readers, not word by word. */
export const ru: Messages = { shell, home, auction, lot, bid, failure, finding, time };
