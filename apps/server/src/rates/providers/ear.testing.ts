import type { ProviderEar } from './provider.ts';

/** Notes what a provider says. */
export class NotingEar implements ProviderEar {
  /** `USD 1.1684`, `confirmed`, `failed unreachable`, … in their order. */
  readonly said: string[] = [];

  quotes(quotes: Parameters<ProviderEar['quotes']>[0]): void {
    this.said.push(quotes.map(({ currency, rate }) => `${currency} ${rate}`).join(', '));
  }
  confirmed(): void {
    this.said.push('confirmed');
  }
  failed(fault: string): void {
    this.said.push(`failed ${fault}`);
  }
}
