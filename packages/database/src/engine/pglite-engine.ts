import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Engine, Session } from './engine.ts';
import { Mutex } from './mutex.ts';
import { OneConnection } from './one-connection.ts';
import { TurnstileDialect } from './pglite-dialect.ts';
import { PgliteStatements } from './pglite-statements.ts';
import type { Signals } from './signals.ts';
import { inTransaction } from './transaction.ts';

/** PGlite: one process, one connection, so transactions run one after the other. */
export class PgliteEngine implements Engine {
  readonly kind = 'pglite';
  readonly kysely: Kysely<Tables>;
  readonly signals: Signals;
  readonly #pglite: PGlite;
  readonly #statements: PgliteStatements;
  readonly #connection = new Mutex();
  readonly #oneConnection = new OneConnection();
  readonly #exclusive = new Map<string, Mutex>();
  readonly #closed: () => Promise<void>;

  /** `closed` is called when PGlite has been closed. */
  constructor(pglite: PGlite, closed: () => Promise<void>) {
    this.#pglite = pglite;
    this.#statements = new PgliteStatements(pglite);
    this.#closed = closed;
    this.signals = signalsWithin();
    this.kysely = new Kysely<Tables>({ dialect: new TurnstileDialect(pglite, { acquire: () => this.#acquire() }) });
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const release = await this.#acquire();
    try {
      return await this.#oneConnection.while(() => inTransaction((...call) => this.#statements.run(...call), work));
    } finally {
      release();
    }
  }

  /** Session locks would not help: everybody is the same session here. */
  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mutex = this.#exclusive.get(name) ?? new Mutex();
    this.#exclusive.set(name, mutex);
    return mutex.run(work);
  }

  async close(): Promise<void> {
    const release = await this.#connection.acquire();
    try {
      if (!this.#pglite.closed) await this.#pglite.close();
    } finally {
      release();
      await this.#closed();
    }
  }

  #acquire(): Promise<() => void> {
    this.#oneConnection.check();
    return this.#connection.acquire();
  }
}

/** Everybody who may listen is in this process. */
function signalsWithin(): Signals {
  const channels = new EventEmitter().setMaxListeners(0);
  return {
    async notify(channel, payload) {
      setImmediate(() => channels.emit(`:${channel}`, payload));
    },
    async listen(channel, hear) {
      channels.on(`:${channel}`, hear);
      return async () => void channels.off(`:${channel}`, hear);
    },
  };
}
