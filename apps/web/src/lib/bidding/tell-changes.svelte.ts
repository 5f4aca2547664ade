import type { LotDetail, PublicLot } from '@rostrum/contract';
import { standWords } from '#lib/catalogue/stand-words.ts';
import { announcer } from '#lib/shell/announcer.svelte.ts';
import { houseClock } from '#lib/visitor/house-clock.svelte.ts';
import type { Visitor } from '#lib/visitor/visitor.svelte.ts';
import type { OwnStand } from './own-stand.ts';

/** Moments before the end at which a listener is told, in seconds. */
const TOLD_AT_S = [300, 60, 30, 10];

/**
 * Speaks the changes of one lot to those who listen instead of look: at once when the visitor is outbid, now and then when
 * others move the price, and at four moments before the end.
 */
export function tellChanges(visitor: Visitor, now: () => { detail: LotDetail; lot: PublicLot; own: OwnStand }): void {
  let last: { id: string; leading: boolean; priceMinor: number | null } | null = null;
  let secondsBefore = Number.POSITIVE_INFINITY;
  const { words } = visitor;

  $effect(() => {
    const { detail, lot, own } = now();
    const before = last;
    last = { id: lot.id, leading: own.leading, priceMinor: lot.priceMinor };
    if (before?.id !== lot.id || lot.priceMinor === null) return;
    const price = visitor.money(lot.priceMinor, detail);
    const name = String(lot.number);
    if (before.leading && !own.leading && lot.minimumMinor !== null) {
      announcer.say(words.bid.outbidStatus(name, price, visitor.money(lot.minimumMinor, detail)));
    } else if (!before.leading && own.leading) announcer.say(words.bid.leadStatus(name, price));
    else if (before.priceMinor !== lot.priceMinor) {
      announcer.mention(words.bid.priceStatus(name, price, standWords(lot, null, words.lot).text));
    }
  });

  $effect(() => {
    const { lot } = now();
    if (lot.status !== 'open') return;
    const seconds = (lot.endsAt - houseClock.second) / 1000;
    const mark = TOLD_AT_S.find((at) => secondsBefore > at && seconds <= at && seconds > at - 5);
    secondsBefore = seconds;
    if (mark === undefined) return;
    const name = String(lot.number);
    announcer.say(mark >= 60 ? words.time.minutesLeft(name, mark / 60) : words.time.secondsLeft(name, mark));
  });
}
