import type { AuctionDefinition } from './index.ts';

const HOUR = 3_600_000;

/** An auction for a test, that opens now: `count` lots called "Lot 1", "Lot 2" … */
export function anAuction(slug: string, count: number, change: Partial<AuctionDefinition> = {}): AuctionDefinition {
  const opensAt = Date.now() - 1_000;
  return {
    slug,
    title: slug,
    summary: 'Things.',
    descriptionMd: '',
    termsMd: 'Pay.',
    demo: false,
    currency: 'EUR',
    exponent: 2,
    zone: 'Europe/Berlin',
    opensAt,
    firstEndsAt: opensAt + HOUR,
    staggerMs: 20_000,
    ladder: { kind: 'flat', stepMinor: 100 },
    offLadder: 'allow',
    reserveMode: 'hold',
    softClose: { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null },
    premium: { tiers: [{ fromMinor: 0, rateBp: 2_000 }], tax: { rateBp: 0, on: 'premium' } },
    lots: Array.from({ length: count }, (_, index) => ({
      title: `Lot ${index + 1}`,
      descriptionMd: '',
      provenanceMd: '',
      estimateLowMinor: null,
      estimateHighMinor: null,
      category: 'things',
      pictureHashes: [],
      openingMinor: 500,
      reserveMinor: null,
      consignorId: null,
    })),
    ...change,
  };
}
