import type { EpochMs, LotExplanation, Minor } from '@rostrum/contract';
import type { LotMoreMessages } from '#lib/messages/shape.ts';

/** How amounts and moments are written. */
export interface Writing {
  money: (minor: Minor) => string;
  time: (at: EpochMs) => string;
}

/** Why somebody does not lead, in sentences. */
export function explanationWords(told: LotExplanation, t: LotMoreMessages['why'], { money, time }: Writing): string[] {
  const own = money(told.maxMinor ?? 0);
  const given = time(told.givenAt ?? 0);
  const reserve = told.reserveMet === false ? [t.reserveNotMet] : [];
  switch (told.why) {
    case 'no-bid':
      return [t.noBid];
    case 'voided':
      return [t.voided(time(told.at))];
    case 'leads':
      return [t.leads];
    case 'reserve':
      return [t.reserve];
    case 'earlier':
      return [t.earlier(told.paddle, own, time(told.leaderAt), given), ...reserve];
    case 'less-than-step':
      return [t.lessThanStep(told.paddle, own, money(told.priceMinor ?? 0), money(told.stepMinor)), ...reserve];
    case 'higher':
      return [
        told.before ? t.higherBefore(told.paddle, own, given) : t.higherAfter(told.paddle, own, time(told.leadsSince)),
        ...reserve,
      ];
  }
}
