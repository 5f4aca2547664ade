import type { EpochMs, RatesProviderName } from '@rostrum/contract';
import { DAILY, DAILY_URL, readDaily } from './daily.ts';
import { ECB, ECB_URL, readEcb } from './ecb.ts';
import { FilePoll } from './file-poll.ts';
import { KRAKEN, KRAKEN_URL, KrakenFeed } from './kraken.feed.ts';
import type { ProviderTraits, RatesProvider } from './provider.ts';

/** A provider in the world outside. */
export type RealProvider = Exclude<RatesProviderName, 'simulated'>;

/** What may be expected of each. */
export const TRAITS: Readonly<Record<RealProvider, ProviderTraits>> = { daily: DAILY, ecb: ECB, kraken: KRAKEN };

/** A provider at its own address, or at another one that speaks as it does. It is not started yet. */
export function openProvider(name: RealProvider, url: string | undefined, now: () => EpochMs): RatesProvider {
  if (name === 'kraken') return new KrakenFeed({ url: url ?? KRAKEN_URL, now });
  if (name === 'ecb') return new FilePoll({ url: url ?? ECB_URL, read: readEcb, now });
  return new FilePoll({ url: url ?? DAILY_URL, read: readDaily, now });
}
