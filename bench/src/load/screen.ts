import { applyLotEvent } from '@rostrum/contract';
import type { LotEventsFrame, PublicLot, PublicLotEvent } from '@rostrum/contract';
import type { Line } from './line.ts';

/** What a page would show of a lot, kept by its events. */
export class Screen {
  state: PublicLot;
  #moved: () => void = () => undefined;

  private constructor(state: PublicLot) {
    this.state = state;
  }

  /** Watches a lot over a line. */
  static async open(line: Line, lotId: string): Promise<Screen> {
    const early: string[] = [];
    line.heard = (packet) => early.push(packet);
    const answer = await line.ask<{ lots: [{ state: PublicLot }] }>('watch', { lots: [{ id: lotId }] });
    const screen = new Screen(answer.lots[0].state);
    line.heard = (packet) => screen.#hear(packet);
    for (const packet of early) screen.#hear(packet);
    return screen;
  }

  /** Resolves when something changed, or after a while. */
  moves(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 100);
      this.#moved = () => (clearTimeout(timer), resolve());
    });
  }

  #hear(packet: string): void {
    for (const event of eventsOf(packet))
      if (event.version > this.state.version) this.state = applyLotEvent(this.state, event);
    this.#moved();
  }
}

/** The events of a `lot.events` packet; none of any other. */
export function eventsOf(packet: string): PublicLotEvent[] {
  if (!packet.startsWith('["lot.events"')) return [];
  return (JSON.parse(packet) as [string, LotEventsFrame])[1].events;
}
