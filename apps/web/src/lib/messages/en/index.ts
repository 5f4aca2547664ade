import { auction } from './auction.ts';
import { bid } from './bid.ts';
import { failure } from './failure.ts';
import { finding } from './finding.ts';
import { home } from './home.ts';
import { lot } from './lot.ts';
import { shell } from './shell.ts';
import { time } from './time.ts';

/** English. Its shape is what every other language has to fill. */
export const en = { shell, home, auction, lot, bid, failure, finding, time };
