import { createContext } from 'svelte';
import type { EpochMs, Minor } from '@rostrum/contract';
import { formatExactMoney, formatMoney, type CurrencyOf } from '#lib/format/money.ts';
import { approxText, type ApproxRates } from '#lib/rates/approx-rates.ts';
import { exactTime, fullTime, shortTime } from '#lib/format/time.ts';
import type { Locale } from '#lib/messages/locale.ts';
import type { Messages } from '#lib/messages/shape.ts';

/** Who reads the page: his words, his way to write money, his zone, his currency. */
export class Visitor {
  readonly locale: Locale;
  readonly words: Messages;
  readonly #given: () => ApproxRates | null;
  #zone = $state<string | null>(null);
  #heard = $state.raw<ApproxRates | null>(null);

  constructor(locale: Locale, words: Messages, zone: string | null, rates: () => ApproxRates | null = () => null) {
    this.locale = locale;
    this.words = words;
    this.#zone = zone;
    this.#given = rates;
  }

  /** The visitor's zone; null until his browser has told it, and then the auction's own serves. */
  get zone(): string | null {
    return this.#zone;
  }

  /** Takes the browser's zone, and keeps it in a cookie so that the next page is rendered in it. */
  learnZone(): void {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === this.#zone) return;
    this.#zone = zone;
    document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax`;
  }

  money(minor: Minor, currency: CurrencyOf): string {
    return formatMoney(minor, currency, this.locale);
  }

  /** The rates for a currency of his own; null where he has none, or there are none for it. */
  get rates(): ApproxRates | null {
    const given = this.#given();
    return this.#heard && this.#heard.currency === given?.currency ? this.#heard : given;
  }

  /** Takes newer rates than those that came with the page. */
  hearRates(rates: ApproxRates): void {
    this.#heard = rates;
  }

  /** What an amount is about worth in his own currency, `≈ $12.30`; null where he needs no such thing. */
  approx(minor: Minor, currency: CurrencyOf, upTo?: Minor): string | null {
    return this.rates && approxText(minor, currency, this.rates, this.locale, upTo);
  }

  /** With its zeros, for amounts that are added up. */
  exactMoney(minor: Minor, currency: CurrencyOf): string {
    return formatExactMoney(minor, currency, this.locale);
  }

  /** `18:04`, with the day where it is not today. */
  time(at: EpochMs, now: EpochMs, houseZone: string): string {
    return shortTime(at, now, this.locale, this.#zone ?? houseZone);
  }

  /** With seconds, for histories. */
  exactTime(at: EpochMs, now: EpochMs, houseZone: string): string {
    return exactTime(at, now, this.locale, this.#zone ?? houseZone);
  }

  /** In full, with the zone's name, for what is shown on hover. */
  fullTime(at: EpochMs, houseZone: string): string {
    return fullTime(at, this.locale, this.#zone ?? houseZone);
  }
}

/** The visitor, for every component below the root layout. */
export const [useVisitor, provideVisitor] = createContext<Visitor>();
