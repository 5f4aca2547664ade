import type { LotEntry } from './catalogue.types.ts';

/** Their names. */
export const ENTRY = [
  'title',
  'description_md',
  'provenance_md',
  'estimate_low_minor',
  'estimate_high_minor',
  'category',
  'picture_hashes',
] as const;

/** The catalogue's columns of a lot's row. */
export interface EntryColumns {
  title: string;
  description_md: string;
  provenance_md: string;
  estimate_low_minor: number | null;
  estimate_high_minor: number | null;
  category: string;
  picture_hashes: string[];
}

export function entryColumns(entry: LotEntry): EntryColumns {
  return {
    title: entry.title,
    description_md: entry.descriptionMd,
    provenance_md: entry.provenanceMd,
    estimate_low_minor: entry.estimateLowMinor,
    estimate_high_minor: entry.estimateHighMinor,
    category: entry.category,
    picture_hashes: entry.pictureHashes,
  };
}

export function entryOf(row: EntryColumns): LotEntry {
  return {
    title: row.title,
    descriptionMd: row.description_md,
    provenanceMd: row.provenance_md,
    estimateLowMinor: row.estimate_low_minor,
    estimateHighMinor: row.estimate_high_minor,
    category: row.category,
    pictureHashes: row.picture_hashes,
  };
}
