import type { Instant, Lot } from './lot.ts';
import type { LotEvent } from './lot.events.ts';
import type { Decision, LotRefusal } from './lot.refusals.ts';

/** The answer to a command on a lot. */
export type LotDecision = Decision<LotEvent, LotRefusal>;

/** The command is taken; `events` is what happened, in order. */
export function accept(...events: LotEvent[]): LotDecision {
  return { accepted: true, events };
}

/** The command is refused. */
export function refuse(reason: LotRefusal): LotDecision {
  return { accepted: false, reason };
}

/** A house command is refused; `why` is a word in kebab-case. */
export function notNow(why: string): LotDecision {
  return refuse({ code: 'NOT_NOW', why });
}

/** The numbers and the moment of an event. */
interface Stamp<Version> {
  seq: number;
  version: Version;
  at: Instant;
}

/** Stamps the events of one decision, in order. An event's moment never runs backwards within a lot. */
export class Stamps {
  #seq: number;
  #version: number;
  readonly #at: Instant;

  constructor(lot: Pick<Lot, 'seq' | 'version' | 'lastAt'>, now: Instant) {
    this.#seq = lot.seq;
    this.#version = lot.version;
    this.#at = Math.max(now, lot.lastAt);
  }

  /** For an event that everybody is told of. */
  open(): Stamp<number> {
    return { seq: ++this.#seq, version: ++this.#version, at: this.#at };
  }

  /** For an event that takes no public version. */
  hidden(): Stamp<null> {
    return { seq: ++this.#seq, version: null, at: this.#at };
  }
}
