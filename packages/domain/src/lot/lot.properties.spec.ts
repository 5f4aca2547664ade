import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIFECYCLE, lifecycleTable } from './lifecycle.ts';
import type { Lot } from './lot.ts';
import { publicStateOf } from './public-state.ts';
import { move, play, setting, type Move, type Turn } from './random-play.testing.ts';
import { fold, SaleRoom, type Setting } from './sale-room.testing.ts';
import { topTwo } from './standing.ts';
import { visibleTo } from './visibility.ts';

const RUNS = 300;
const moves = fc.array(move, { maxLength: 60, size: 'max' });

/** Checks something of every turn of random plays. */
function always(watch: (turn: Turn, room: SaleRoom) => void, after: (room: SaleRoom) => void = () => {}) {
  const property = fc.property(setting, moves, (lot: Setting, steps: Move[]) => {
    const room = SaleRoom.open(lot);
    play(room, steps, (turn) => watch(turn, room));
    after(room);
  });
  fc.assert(property, { numRuns: RUNS });
}

/** Freezes a state to its depth: whoever writes into it throws. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

describe('[R2] always', () => {
  it('[R2] the price never falls except by a void', () => {
    always(({ before, after, command }) => {
      if (command.type !== 'VoidBids') expect(after.priceMinor ?? 0).toBeGreaterThanOrEqual(before.priceMinor ?? 0);
    });
  });

  it("[R2] second maximum ≤ price ≤ the leader's maximum, never below the opening price", () => {
    always(({ after }) => {
      const { first, second } = topTwo(after.standing);
      if (after.priceMinor === null) return expect(first).toBeNull();
      expect(after.priceMinor).toBeLessThanOrEqual(first?.maxMinor ?? 0);
      expect(after.priceMinor).toBeGreaterThanOrEqual(second?.maxMinor ?? 0);
      expect(after.priceMinor).toBeGreaterThanOrEqual(after.openingMinor);
    });
  });

  it('[R2] the leader is he whose maximum is the earliest of the highest', () => {
    always(({ after }) => {
      const sorted = [...after.standing].sort((a, b) => b.maxMinor - a.maxMinor || a.seq - b.seq);
      expect(after.leaderId).toBe(sorted[0]?.bidderId ?? null);
    });
  });

  it('[R2] an accepted bid of somebody who does not lead changes price or leader', () => {
    always(({ before, after, command, events }) => {
      if (command.type !== 'PlaceBid' || events === null || before.leaderId === command.bidder.personId) return;
      expect([after.priceMinor, after.leaderId]).not.toEqual([before.priceMinor, before.leaderId]);
    });
  });

  it('[R6] nothing received at or after the end is accepted, and the end never comes nearer', () => {
    always(({ before, after, command, events }) => {
      if (command.type === 'PlaceBid' && events !== null) expect(command.receivedAt).toBeLessThan(before.endsAt);
      expect(after.endsAt).toBeGreaterThanOrEqual(before.endsAt);
    });
  });

  it('[R7] a void of everything leaves no price and no leader', () => {
    always(
      () => {},
      (room) => {
        if (room.lot.status !== 'open' && room.lot.status !== 'paused') return;
        const orders = room.ordersOf('A', 'B', 'C', 'D');
        room.does({ type: 'VoidBids', seqs: orders.map(({ seq }) => seq), orders, staffId: 's' });
        expect(room.lot).toMatchObject({ priceMinor: null, leaderId: null, standing: [] });
      },
    );
  });
});

describe('[R4] the ledger', () => {
  it('[R4] the fold of all events, as they are read from a database, is the state', () => {
    always(
      () => {},
      (room) => expect(fold(JSON.parse(JSON.stringify(room.events)))).toEqual(room.lot),
    );
  });

  it('[R4] the fold of the public events is the public state, after every command', () => {
    const bare = { id: 'lot-1', auctionId: 'auction-1', number: 1 };
    always((_, room) => {
      const state: Record<string, unknown> = { ...bare };
      const fields = new Set(Object.keys(publicStateOf(room.lot)));
      for (const event of room.events) {
        const view = visibleTo(event, { kind: 'public' });
        for (const [key, value] of Object.entries(view ?? {})) if (fields.has(key)) state[key] = value;
      }
      expect(state).toEqual(publicStateOf(room.lot));
    });
  });

  it('[R4] numbers have no gap, moments do not run backwards', () => {
    always(
      () => {},
      ({ events }) => {
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        const versions = events.flatMap(({ version }) => version ?? []);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
        events.reduce((last, { at }) => (expect(at).toBeGreaterThanOrEqual(last), at), 0);
      },
    );
  });

  it('[R4] the same commands give the same events, and nothing that was given is changed', () => {
    fc.assert(
      fc.property(setting, moves, (lot, steps) => {
        const [one, two] = [SaleRoom.open(lot), SaleRoom.open(lot)];
        play(one, steps, ({ after, command }) => void freeze([after, command]));
        play(two, steps);
        expect(JSON.stringify(one.events)).toBe(JSON.stringify(two.events));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('[R6] the life of a lot', () => {
  it('[R6] goes by its table, and every row of the table happens', () => {
    const seen = new Set<string>();
    const row = (from: Lot['status'], to: Lot['status'], by: string) => `${from} → ${to} by ${by}`;
    const table = LIFECYCLE.map(({ from, to, by }) => row(from, to, by));
    const property = fc.property(setting, moves, fc.boolean(), (lot, steps, open) => {
      const room = open ? SaleRoom.open(lot) : new SaleRoom(lot);
      play(room, steps);
      let before: Lot | null = null;
      for (const event of room.events) {
        const after = fold([event], before);
        const step = row(before?.status ?? 'draft', after.status, event.type);
        expect(table).toContain(step);
        seen.add(step);
        before = after;
      }
    });
    // With a seed of its own: that all rows happen is a matter of luck otherwise.
    fc.assert(property, { numRuns: 500, seed: 6 });
    expect([...seen].sort()).toEqual([...table].sort());
    expect(lifecycleTable().trim().split('\n')).toHaveLength(LIFECYCLE.length + 2);
  });
});
