import type { PublicLot, Standing } from '@rostrum/contract';
import type { Messages } from '#lib/messages/shape.ts';

/** How a visitor stands on a lot, in words and in tone; `plain` where it does not concern him. */
export interface StandWords {
  text: string;
  tone: 'lead' | 'out' | 'plain';
}

/**
 * Who leads, as this visitor should read it. Reads the lot rather than the standing's own state wherever his paddle is
 * known, because the lot's news may come a blink earlier.
 */
export function standWords(lot: PublicLot, standing: Standing | null, t: Messages['lot']): StandWords {
  const own = standing && standing.maxMinor !== null && standing.paddle !== null ? standing.paddle : null;
  if (lot.status === 'sold' && lot.leader !== null) {
    if (own === lot.leader) return { text: t.youWon, tone: 'lead' };
    return own === null ? { text: t.soldTo(lot.leader), tone: 'plain' } : { text: t.youLost, tone: 'out' };
  }
  if (lot.status === 'passed' || lot.status === 'withdrawn') return { text: t.status[lot.status], tone: 'plain' };
  if (lot.leader === null) return { text: t.noBids, tone: 'plain' };
  if (own === lot.leader) return { text: t.youLead, tone: 'lead' };
  return own === null ? { text: t.leads(lot.leader), tone: 'plain' } : { text: t.youDoNot, tone: 'out' };
}
