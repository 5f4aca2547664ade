import type { LotEventsPage, PublicLot, PublicLotEvent } from '@rostrum/contract';

/** A lot as REST shows it now. */
export async function lotOf(url: string, lotId: string): Promise<PublicLot> {
  return (await (await fetch(`${url}/api/lots/${lotId}`)).json()) as PublicLot;
}

/** Every public event of a lot, in order. */
export async function eventsOf(url: string, lotId: string): Promise<PublicLotEvent[]> {
  const events: PublicLotEvent[] = [];
  for (;;) {
    const since = events.at(-1)?.version ?? 0;
    const page = (await (
      await fetch(`${url}/api/lots/${lotId}/events?since=${since}&limit=200`)
    ).json()) as LotEventsPage;
    events.push(...page.items);
    if (page.items.length === 0 || page.nextCursor === null) return events;
  }
}
