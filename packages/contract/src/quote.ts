import type { Minor } from './protocol.ts';

/** What it costs to win a lot at a maximum. Answer of `GET /api/lots/:id/quote?maxMinor=`; each line is rounded by itself. */
export interface LotQuote {
  lotId: string;
  /** The maximum that was asked about: the most that the hammer price can be. */
  hammerMinor: Minor;
  premiumMinor: Minor;
  taxMinor: Minor;
  totalMinor: Minor;
}
