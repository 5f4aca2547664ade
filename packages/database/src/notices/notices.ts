const unbuilt = (): never => {
  throw new Error('not built yet');
};

/** Something that a person was told. Times are epoch ms; `seq` is that of the event it follows from. */
export interface NoticeRow {
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

export class Notices {
  of(personId: string, options: { since?: string; limit: number }): Promise<NoticeRow[]> {
    return unbuilt();
  }
  unseen(personId: string): Promise<number> {
    return unbuilt();
  }
  markSeen(personId: string, ids: readonly string[], at: number): Promise<void> {
    return unbuilt();
  }
  tail(after: string | null, limit: number): Promise<{ last: string; items: NoticeRow[] }> {
    return unbuilt();
  }
}
