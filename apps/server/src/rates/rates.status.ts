import type { EpochMs, RatesFault } from '@rostrum/contract';
import type { ProviderTraits } from './providers/provider.ts';

/** What is known of a provider. */
export interface ProviderFacts {
  /** When it last gave or confirmed its rates; null: never. */
  heardAt: EpochMs | null;
  /** What went wrong since; null: nothing. */
  fault: RatesFault | null;
  /** When the newest of its rates was made; null: there is none. */
  newestAt: EpochMs | null;
}

/** What is wrong with a provider's rates now; null while they can be relied on. */
export function faultOf(
  { heardAt, fault, newestAt }: ProviderFacts,
  traits: Pick<ProviderTraits, 'patienceMs' | 'maxAgeMs'>,
  now: EpochMs,
): RatesFault | null {
  if (heardAt === null || newestAt === null) return fault ?? 'starting';
  if (now - heardAt > traits.patienceMs) return fault ?? 'silent';
  return now - newestAt > traits.maxAgeMs ? 'outdated' : null;
}
