import { Listeners } from './listeners.ts';

/**
 * How fresh the data is. `late`: the socket lives but nothing was heard for 5 s. `polling`: sockets are blocked and the
 * state is asked every 3 s. `offline`: nothing answers.
 */
export type ConnectionState = 'connecting' | 'live' | 'late' | 'polling' | 'offline';

export interface ConnectionStatus {
  state: ConnectionState;
  /** Since when, local epoch ms. */
  since: number;
}

/** What the status is made of. */
export interface StatusFacts {
  /** The socket is connected and everything watched was resumed. */
  up: boolean;
  late: boolean;
  polling: 'no' | 'works' | 'fails';
  closed: boolean;
}

function stateOf(facts: StatusFacts): ConnectionState {
  if (facts.closed) return 'offline';
  if (facts.up) return facts.late ? 'late' : 'live';
  if (facts.polling === 'no') return 'connecting';
  return facts.polling === 'works' ? 'polling' : 'offline';
}

/** Keeps the facts and tells when the state that they make changes. */
export class StatusBoard {
  readonly changes = new Listeners<ConnectionStatus>();
  #facts: StatusFacts = { up: false, late: false, polling: 'no', closed: false };
  #status: ConnectionStatus = { state: 'connecting', since: Date.now() };

  get status(): ConnectionStatus {
    return this.#status;
  }

  note(facts: Partial<StatusFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
    const state = stateOf(this.#facts);
    if (state === this.#status.state) return;
    this.#status = { state, since: Date.now() };
    this.changes.tell(this.#status);
  }
}
