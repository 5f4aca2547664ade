import type { LotSummary, PublicLot } from '@rostrum/contract';
import type { Language } from './language.ts';
import { money } from './money.ts';

/** What is said of a lot as it stands. */
export interface LotWords {
  label: string;
  price: string;
  stand: string;
}

/** Words for a lot's state of now; `lot` is what does not move of it. */
export function lotWords(live: PublicLot, lot: LotSummary, { locale, words: t }: Language): LotWords {
  const sold = live.status === 'sold';
  const over = sold || live.status === 'passed' || live.status === 'withdrawn';
  const who = live.leader === null ? null : sold ? t.soldTo(live.leader) : t.leads(live.leader);
  return {
    label: sold ? t.hammer : live.priceMinor === null ? t.opening : t.price,
    price: money(live.priceMinor ?? lot.openingMinor, lot, locale),
    stand: over && !sold ? '' : live.bidCount > 0 && who !== null ? `${who} · ${t.bids(live.bidCount)}` : t.noBids,
  };
}
