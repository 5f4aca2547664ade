import type { Engine } from '../engine/engine.ts';

/** What a person wants to be told, and by what. */
export interface ChosenNotice {
  topic: string;
  channel: string;
  wanted: boolean;
}

/** What he chose for all his notices together. */
export interface NoticeSettings {
  /** How mails come of what is not urgent. */
  mailPace: string;
  /** Minutes of his day. */
  quietFrom: number | null;
  quietTo: number | null;
  /** Zone of his device, which counts where he chose none. */
  zone: string | null;
}

/** What people want to be told and where. The house's own choice stands for what they left open. */
export class NoticePreferences {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** What he chose; topics and channels of which he said nothing are left out. */
  async of(personId: string): Promise<ChosenNotice[]> {
    return this.#engine.kysely
      .selectFrom('notice_preferences')
      .select(['topic', 'channel', 'wanted'])
      .where('person_id', '=', personId)
      .orderBy('topic')
      .orderBy('channel')
      .execute();
  }

  /** Chooses what is given; the rest stays. */
  async choose(personId: string, chosen: readonly ChosenNotice[]): Promise<void> {
    if (chosen.length === 0) return;
    await this.#engine.kysely
      .insertInto('notice_preferences')
      .values(chosen.map((choice) => ({ person_id: personId, ...choice })))
      .onConflict((conflict) =>
        conflict
          .columns(['person_id', 'topic', 'channel'])
          .doUpdateSet((eb) => ({ wanted: eb.ref('excluded.wanted') })),
      )
      .execute();
  }

  /** Null where he chose nothing. */
  async settings(personId: string): Promise<NoticeSettings | null> {
    const row = await this.#engine.kysely
      .selectFrom('notice_settings')
      .select(['mail_pace as mailPace', 'quiet_from as quietFrom', 'quiet_to as quietTo', 'zone'])
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return row ?? null;
  }

  /** What is left out stays. Quiet hours are given with both ends. */
  async set(personId: string, { mailPace, quietFrom, quietTo, zone }: Partial<NoticeSettings>): Promise<void> {
    const given = {
      ...(mailPace === undefined ? {} : { mail_pace: mailPace }),
      ...(quietFrom === undefined || quietTo === undefined ? {} : { quiet_from: quietFrom, quiet_to: quietTo }),
      ...(zone === undefined ? {} : { zone }),
    };
    if (Object.keys(given).length === 0) return;
    await this.#engine.kysely
      .insertInto('notice_settings')
      .values({ person_id: personId, ...given })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(given))
      .execute();
  }
}
