import type { AuctionDetail } from '@rostrum/contract';
import { lengthWords } from '#lib/visitor/length-words.ts';
import type { Visitor } from '#lib/visitor/visitor.svelte.ts';

/** One rule of an auction as a sentence, with its table where it has one. */
export interface RuleWords {
  text: string;
  steps?: string[];
}

function percent(basisPoints: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
}

function premium(auction: AuctionDetail, visitor: Visitor): RuleWords[] {
  const t = visitor.words.auction;
  const tiers = auction.premiumTiers.filter((tier) => tier.rateBp > 0);
  if (tiers.length === 0) return [{ text: t.ruleNoPremium }];
  const rate = (basisPoints: number) => percent(basisPoints, visitor.locale);
  const listed =
    tiers.length === 1
      ? t.premiumFlat(rate(tiers[0]!.rateBp))
      : tiers.map((tier) => t.premiumTier(rate(tier.rateBp), visitor.money(tier.fromMinor, auction))).join(', ');
  const taxed = auction.tax.rateBp > 0 ? [{ text: t.ruleTax[auction.tax.on](rate(auction.tax.rateBp)) }] : [];
  return [{ text: t.rulePremium(listed) }, ...taxed];
}

/** The rules of an auction in plain words: how bids work, the steps, the soft close, what is paid on top. */
export function rulesInWords(auction: AuctionDetail, visitor: Visitor): RuleWords[] {
  const t = visitor.words.auction;
  const { windowMs, extensionMs, mode } = auction.softClose;
  const soft = mode === 'add' ? t.ruleSoftAdd : t.ruleSoftReset;
  return [
    { text: t.ruleBids },
    {
      text: t.ruleSteps,
      steps: auction.ladder.map((step) =>
        t.stepFrom(visitor.money(step.fromMinor, auction), visitor.money(step.stepMinor, auction)),
      ),
    },
    {
      text:
        windowMs > 0 && extensionMs > 0
          ? soft(lengthWords(windowMs, visitor.words.time), lengthWords(extensionMs, visitor.words.time))
          : t.ruleNoSoft,
    },
    ...premium(auction, visitor),
  ];
}
