/** What the client met on its way; for tests and measurements. */
export interface Counters {
  /** Holes found in the versions of a lot. */
  gaps: number;
  /** Whole states taken from a `watch`. */
  snapshots: number;
  /** Resumes by version taken from a `watch`. */
  deltas: number;
  /** Events that had been applied before and were dropped. */
  duplicates: number;
  /** Heads of the same version whose checksum was not ours. */
  checksumMismatches: number;
  /** Connections made. */
  connections: number;
}

/** Counters at nought. */
export function newCounters(): Counters {
  return { gaps: 0, snapshots: 0, deltas: 0, duplicates: 0, checksumMismatches: 0, connections: 0 };
}
