import type { AuctionDefinition, LotDefinition } from '../catalogue/index.ts';
import type { DemoFiles, DemoSale } from './demo-files.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Which part an auction of the demo plays. */
export type DemoPart = 'running' | 'coming';

/** When the lots of a round close. */
export interface RoundTimes {
  opensAt: number;
  endsAt(index: number): number;
}

/**
 * The running sale opens now; its first lot closes after four minutes and the gaps grow, so that the lots of a visit close
 * before its eyes and some stay open for hours. The coming one opens at a full hour in about a day.
 */
export function roundTimes(part: DemoPart, now: number): RoundTimes {
  if (part === 'running') {
    return { opensAt: now, endsAt: (i) => now + 4 * MINUTE + i * 2 * MINUTE + Math.round(i * i * 0.35 * MINUTE) };
  }
  const opensAt = Math.ceil((now + 24 * HOUR) / HOUR) * HOUR;
  return { opensAt, endsAt: (i) => opensAt + HOUR + i * 10 * MINUTE };
}

/** The address of a round; the first has the sale's own. */
export function roundSlug(sale: DemoSale, round: number): string {
  return round === 1 ? sale.slug : `${sale.slug}-round-${round}`;
}

/** A round of a sale as the catalogue takes it. */
export function roundDefinition(files: DemoFiles, part: DemoPart, round: number, now: number): AuctionDefinition {
  const sale = files.sales[part];
  const times = roundTimes(part, now);
  const { title, summary, description, terms, currency, exponent, zone, ladder, premium } = sale;
  return {
    slug: roundSlug(sale, round),
    title: round === 1 ? title : `${title}, round ${round}`,
    summary,
    descriptionMd: description,
    termsMd: terms,
    currency,
    exponent,
    zone,
    opensAt: times.opensAt,
    firstEndsAt: times.endsAt(0),
    staggerMs: times.endsAt(1) - times.endsAt(0),
    ladder,
    offLadder: 'allow',
    reserveMode: 'hold',
    softClose: { windowMs: 2 * MINUTE, extensionMs: 2 * MINUTE, mode: 'reset', maxExtensions: 10, hardEnd: null },
    premium,
    demo: true,
    lots: sale.lots.map((lot, index) => ({ ...lotDefinition(files, lot), endsAt: times.endsAt(index) })),
  };
}

function lotDefinition(files: DemoFiles, lot: DemoSale['lots'][number]): LotDefinition {
  const { description, provenance, pictures, ladder, ...rest } = lot;
  return {
    ...rest,
    ...(ladder ? { ladder } : {}),
    descriptionMd: description,
    provenanceMd: provenance,
    consignorId: null,
    pictureHashes: pictures.map(({ file }) => {
      const picture = files.pictures[file];
      if (!picture) throw new Error(`demo/renditions has no ${file}; run demo/prepare-images.ts`);
      return picture.hash;
    }),
  };
}
