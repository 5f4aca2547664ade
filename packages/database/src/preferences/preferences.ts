import type { Engine } from '../engine/engine.ts';

/** What a person wants to be told over one channel, such as `toast`. The house's own choice stands for what he left open. */
export class NoticePreferences {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** By topic, whether it is wanted; topics that he never chose are left out. */
  async of(personId: string, channel: string): Promise<Map<string, boolean>> {
    const rows = await this.#engine.kysely
      .selectFrom('notice_preferences')
      .select(['topic', 'wanted'])
      .where('person_id', '=', personId)
      .where('channel', '=', channel)
      .execute();
    return new Map(rows.map(({ topic, wanted }) => [topic, wanted]));
  }

  /** Chooses for the topics given; the others stay. */
  async choose(personId: string, channel: string, chosen: ReadonlyMap<string, boolean>): Promise<void> {
    if (chosen.size === 0) return;
    await this.#engine.kysely
      .insertInto('notice_preferences')
      .values([...chosen].map(([topic, wanted]) => ({ person_id: personId, topic, channel, wanted })))
      .onConflict((conflict) =>
        conflict
          .columns(['person_id', 'topic', 'channel'])
          .doUpdateSet((eb) => ({ wanted: eb.ref('excluded.wanted') })),
      )
      .execute();
  }
}
