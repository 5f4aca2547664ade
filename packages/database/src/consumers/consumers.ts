import { readWritten } from '../chat/written.ts';
import type { Engine } from '../engine/engine.ts';
import { readTailAfter } from '../ledger/tail.ts';
import { SessionConsumerTx } from './consumer-tx.ts';
import type { Effect, TalkEffect } from './consumers.types.ts';
import { follow } from './follow.ts';

/** Everything that follows from an event reads its source through a cursor of its own (DESIGN §5). */
export class Consumers {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Hands up to `limit` settled events of the ledger after the cursor of `name` to `effect`, in one transaction with the
   * cursor's move: what the effect wrote is kept exactly when the cursor moved. A new name begins with the first event.
   * Answers how many events; 0 also where another node is at it. Throws what the effect throws.
   */
  run(name: string, limit: number, effect: Effect): Promise<number> {
    return follow(
      this.#engine,
      name,
      async (session, after) => {
        const { events, cursor } = await readTailAfter(session, after, limit);
        return { items: events, cursor };
      },
      (events, session) => effect(events, new SessionConsumerTx(session)),
    );
  }

  /** The same with what people have written in rooms. */
  runTalk(name: string, limit: number, effect: TalkEffect): Promise<number> {
    return follow(
      this.#engine,
      name,
      (session, after) => readWritten(session, after, limit),
      (written, session) => effect(written, new SessionConsumerTx(session)),
    );
  }
}
