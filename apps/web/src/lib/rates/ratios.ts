import { RATES_BASE } from '@rostrum/contract';

/** As many figures of a ratio as any price needs. */
const FIGURES = 8;

/** How much of a currency one unit of each other one buys, from what one unit of the house's base buys of them. */
export function ratiosTo(currency: string, others: readonly string[], rateOf: (code: string) => string | undefined) {
  const rate = (code: string): number => (code === RATES_BASE ? 1 : Number(rateOf(code) ?? Number.NaN));
  const ratios = others.map((code) => [code, Number((rate(currency) / rate(code)).toPrecision(FIGURES))] as const);
  return Object.fromEntries(ratios.filter(([code, ratio]) => code !== currency && ratio > 0));
}
