import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import type { NewPushSubscription, OwnPushSubscription } from './push.types.ts';

/** The browsers of people that take pushes. */
export class PushSubscriptions {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Keeps a browser, once for its endpoint: it belongs to who was signed in there last. Of more than `atMost` of a person
   * the oldest go.
   */
  async add(subscription: NewPushSubscription, atMost: number): Promise<void> {
    const { id, personId, sessionId, endpoint, p256dh, auth, userAgent, createdAt } = subscription;
    await this.#engine.kysely
      .insertInto('push_subscriptions')
      .values({
        id,
        person_id: personId,
        session_id: sessionId,
        endpoint,
        p256dh,
        auth,
        user_agent: userAgent,
        created_at: createdAt,
      })
      .onConflict((conflict) =>
        conflict.column('endpoint').doUpdateSet((eb) => ({
          person_id: eb.ref('excluded.person_id'),
          session_id: eb.ref('excluded.session_id'),
          p256dh: eb.ref('excluded.p256dh'),
          auth: eb.ref('excluded.auth'),
          user_agent: eb.ref('excluded.user_agent'),
        })),
      )
      .execute();
    await sql`DELETE FROM push_subscriptions WHERE id IN (SELECT id FROM push_subscriptions
      WHERE person_id = ${personId} ORDER BY created_at DESC, id DESC OFFSET ${atMost}::int)`.execute(
      this.#engine.kysely,
    );
  }

  /** The newest first. */
  async of(personId: string): Promise<OwnPushSubscription[]> {
    return this.#engine.kysely
      .selectFrom('push_subscriptions')
      .select(['id', 'session_id as sessionId', 'user_agent as userAgent'])
      .select(['created_at as createdAt', 'last_sent_at as lastSentAt'])
      .where('person_id', '=', personId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
  }

  /** Nothing where it is somebody else's. */
  async remove(personId: string, id: string): Promise<void> {
    await this.#engine.kysely
      .deleteFrom('push_subscriptions')
      .where('person_id', '=', personId)
      .where('id', '=', id)
      .execute();
  }
}
