import { randomUUID } from 'node:crypto';
import { openDatabase, type DatabaseOptions } from '@rostrum/database';
import { evolve, LADDERS, scheduleLot, type Lot, type SoftClose } from '@rostrum/domain';

/** A sale for a journey: lots that open at once and close `closesInMs` from now. */
export interface SaleOptions {
  lots: { title: string; openingMinor: number; closesInMs: number; reserveMinor?: number }[];
  softClose?: Partial<SoftClose>;
}

/** What a journey needs to find it. */
export interface Sale {
  auctionId: string;
  slug: string;
  lotIds: string[];
}

/** Puts a sale into the database of a house that does not run now. */
export async function putSale(where: DatabaseOptions, { lots, softClose }: SaleOptions): Promise<Sale> {
  const database = await openDatabase(where);
  try {
    const now = await database.house.clock();
    const auctionId = randomUUID();
    const slug = `sale-${auctionId.slice(0, 8)}`;
    const rules = {
      ladder: LADDERS['ebay-usd'],
      offLadder: 'allow' as const,
      reserveMode: 'hold' as const,
      softClose: {
        windowMs: 5_000,
        extensionMs: 5_000,
        mode: 'reset' as const,
        maxExtensions: null,
        hardEnd: null,
        ...softClose,
      },
    };
    await database.catalogue.addAuction({
      id: auctionId,
      slug,
      title: 'The Journey Sale',
      summary: 'A sale for a journey.',
      descriptionMd: 'Things to bid on.',
      termsMd: 'Pay what you bid.',
      currency: 'USD',
      exponent: 2,
      zone: 'Europe/London',
      opensAt: now,
      firstEndsAt: now + Math.min(...lots.map((lot) => lot.closesInMs)),
      staggerMs: 0,
      ...rules,
      premium: { tiers: [{ fromMinor: 0, rateBp: 2000 }], tax: { rateBp: 0, on: 'premium' } },
      demo: false,
      createdAt: now,
    });
    const lotIds: string[] = [];
    for (const [index, { title, openingMinor, closesInMs, reserveMinor }] of lots.entries()) {
      const lotId = randomUUID();
      const events = scheduleLot(
        {
          type: 'ScheduleLot',
          lotId,
          auctionId,
          number: index + 1,
          currency: 'USD',
          consignorId: null,
          openingMinor,
          reserveMinor: reserveMinor ?? null,
          rules,
          startsAt: now,
          endsAt: now + closesInMs,
        },
        now,
      );
      await database.ledger.create(events.reduce<Lot | null>(evolve, null)!, events, {
        title,
        descriptionMd: `**${title}**, in good order.`,
        provenanceMd: '',
        estimateLowMinor: openingMinor * 2,
        estimateHighMinor: openingMinor * 4,
        category: 'things',
        pictureHashes: [],
      });
      lotIds.push(lotId);
    }
    return { auctionId, slug, lotIds };
  } finally {
    await database.close();
  }
}
