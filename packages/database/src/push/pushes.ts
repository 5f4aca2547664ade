import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import type { ClaimedPush } from './push.types.ts';

/** Pushes that are to be sent, or were. `Deliveries.pack` queues them. */
export class Pushes {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /**
   * Takes pushes that are due, the longest waiting first, for `leaseMs`; see `Mails.claim`. Those whose browser is gone
   * are given up.
   */
  async claim(limit: number, now: number, leaseMs: number): Promise<ClaimedPush[]> {
    await sql`UPDATE pushes SET status = 'failed', reason = 'gone'
      WHERE status = 'queued' AND next_at <= ${now}::bigint AND subscription_id IS NULL`.execute(this.#db);
    const { rows } = await sql<ClaimedPush>`
      WITH due AS (
        SELECT id FROM pushes WHERE status = 'queued' AND next_at <= ${now}::bigint
        ORDER BY next_at, id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
      ), c AS (
        UPDATE pushes SET attempts = attempts + 1, next_at = ${now}::bigint + ${leaseMs}::bigint
        FROM due WHERE pushes.id = due.id RETURNING pushes.*
      )
      SELECT c.id, c.bundle_id AS "bundleId", s.id AS "subscriptionId", s.endpoint, s.p256dh, s.auth, p.locale, c.urgent,
        c.attempts, c.expires_at AS "expiresAt"
      FROM c JOIN push_subscriptions s ON s.id = c.subscription_id AND s.person_id = c.person_id
        JOIN people p ON p.id = c.person_id AND NOT p.banned
      ORDER BY c.created_at, c.id`.execute(this.#db);
    return rows;
  }

  /** A push service has it. */
  async sent(id: string, at: number): Promise<void> {
    await sql`WITH done AS (
        UPDATE pushes SET status = 'sent', sent_at = ${at}::bigint, reason = NULL
        WHERE id = ${id} AND status = 'queued' RETURNING subscription_id
      )
      UPDATE push_subscriptions SET last_sent_at = ${at}::bigint FROM done WHERE id = done.subscription_id`.execute(
      this.#db,
    );
  }

  /** To be tried again; nothing where somebody else has claimed it meanwhile. `reason` is a code. */
  async postpone({ id, attempts }: Pick<ClaimedPush, 'id' | 'attempts'>, nextAt: number, reason: string | null) {
    await this.#db
      .updateTable('pushes')
      .set({ next_at: nextAt, reason })
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('status', '=', 'queued')
      .execute();
  }

  /** Given up. */
  async failed({ id, attempts }: Pick<ClaimedPush, 'id' | 'attempts'>, reason: string): Promise<void> {
    await this.#db
      .updateTable('pushes')
      .set({ status: 'failed', reason })
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('status', '=', 'queued')
      .execute();
  }

  /** The push service says that this browser takes none any more. */
  async gone(push: Pick<ClaimedPush, 'id' | 'attempts' | 'subscriptionId'>): Promise<void> {
    await this.failed(push, 'gone');
    await this.#db.deleteFrom('push_subscriptions').where('id', '=', push.subscriptionId).execute();
  }

  /** Forgets pushes and plans from before `before` that do not wait. */
  async sweep(before: number): Promise<void> {
    await this.#db.deleteFrom('pushes').where('status', '<>', 'queued').where('created_at', '<', before).execute();
    await this.#db
      .deleteFrom('notice_deliveries')
      .where('status', '<>', 'waiting')
      .where('created_at', '<', before)
      .execute();
  }
}
