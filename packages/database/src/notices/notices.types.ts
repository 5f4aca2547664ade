/** Something that a person was told. Times are epoch ms; `seq` is that of the event it follows from, 0 where it follows from the clock. */
export interface NoticeRow {
  /** UUIDv7: their order is that of time. */
  id: string;
  personId: string;
  lotId: string;
  seq: number;
  topic: string;
  at: number;
  priceMinor: number | null;
  minimumMinor: number | null;
  seenAt: number | null;
}
