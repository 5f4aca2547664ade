import type { PublicLot, PublicLotEvent } from '@rostrum/contract';
import type { LotUpdate } from '@rostrum/client';
import { house, whenOpen } from './house.ts';

/** A lot as the page brought it: its state and the newest part of its history, contiguous, oldest first. */
export interface LotAndHistory {
  lot: PublicLot;
  events: readonly PublicLotEvent[];
}

/** A lot as it moves. */
export interface LiveLot {
  readonly lot: PublicLot;
  /** Contiguous versions, oldest first; the newest may be on its way for a moment after a snapshot. */
  readonly events: readonly PublicLotEvent[];
  /** The house removed it while it was watched. */
  readonly gone: boolean;
  /** Fetches the part of the history that the page left out. */
  loadEarlier(): Promise<void>;
}

const PAGE = 200;

async function eventsSince(lotId: string, since: number, until: number): Promise<PublicLotEvent[]> {
  const events: PublicLotEvent[] = [];
  let from = since;
  while (from < until) {
    const page = await (await house()).rest.lotEvents(lotId, { since: from, limit: PAGE });
    if (page.items.length === 0) break;
    events.push(...page.items);
    from = page.items.at(-1)!.version;
  }
  return events.filter((event) => event.version <= until);
}

/** The history with what is new, or null where something between is missing. */
function joined(known: readonly PublicLotEvent[], fresh: readonly PublicLotEvent[]): PublicLotEvent[] | null {
  const last = known.at(-1)?.version ?? 0;
  const after = fresh.filter((event) => event.version > last);
  return after.length === 0 || after[0]!.version === last + 1 ? [...known, ...after] : null;
}

/** Follows one lot and its history while the component lives, from the state that came with the page. */
export function liveLot(initial: () => LotAndHistory): LiveLot {
  const first = $derived(initial());
  let moved = $state.raw<LotAndHistory | null>(null);
  let goneId = $state<string | null>(null);
  const now = $derived(moved?.lot.id === first.lot.id ? moved : first);

  async function fillHistory(lot: PublicLot): Promise<void> {
    const since = now.lot.epoch === lot.epoch ? (now.events.at(-1)?.version ?? 0) : 0;
    const fresh = await eventsSince(lot.id, since, lot.version).catch(() => []);
    if (moved?.lot.id !== lot.id || moved.lot.epoch !== lot.epoch) return;
    const events = since === 0 ? fresh : joined(moved.events, fresh);
    if (events) moved = { lot: moved.lot, events };
  }

  function take({ lot, events }: Pick<LotUpdate, 'lot' | 'events'>): void {
    const known = now.lot.epoch === lot.epoch ? now.events : [];
    const history = joined(known, events);
    const before = now;
    moved = { lot, events: history ?? known };
    if ((moved.events.at(-1)?.version ?? 0) < lot.version && lot.version > 0) {
      if (before.lot.epoch !== lot.epoch) moved = { lot, events: [] };
      void fillHistory(lot);
    }
  }

  $effect(() => {
    const { lot, events } = first;
    moved = { lot, events };
    return whenOpen(({ lots: channel }) => {
      channel.seed([lot]);
      const known = channel.get(lot.id);
      if (known && known.version > lot.version) take({ lot: known, events: [] });
      const stop = [
        channel.gone.add((ids) => {
          if (ids.includes(lot.id)) goneId = lot.id;
        }),
        channel.watch({ lots: [lot.id] }, take),
      ];
      return () => stop.forEach((end) => end());
    });
  });

  return {
    get lot() {
      return now.lot;
    },
    get events() {
      return now.events;
    },
    get gone() {
      return goneId === first.lot.id;
    },
    async loadEarlier() {
      const { lot, events } = now;
      const earliest = events[0]?.version ?? lot.version + 1;
      const earlier = await eventsSince(lot.id, 0, earliest - 1);
      if (moved?.lot.id === lot.id && moved.lot.epoch === lot.epoch)
        moved = { lot: moved.lot, events: [...earlier, ...moved.events] };
    },
  };
}
