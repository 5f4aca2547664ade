import { Injectable } from '@nestjs/common';
import {
  channelsOf,
  MAIL_PACES,
  type EpochMs,
  type Preferences,
  type PreferencesChange,
  type ToastTopic,
} from '@rostrum/contract';
import { Accounts, NoticePreferences, People } from '@rostrum/database';
import { Env } from '../../platform/index.ts';
import { matrixOf } from './preferences.rules.ts';
import { quietUntil } from './quiet-hours.ts';

/** What a person wants to be told, how, and when not. */
@Injectable()
export class PreferencesDesk {
  constructor(
    private readonly preferences: NoticePreferences,
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly env: Env,
  ) {}

  async of(personId: string): Promise<Preferences> {
    const [rows, settings, account, person] = await Promise.all([
      this.preferences.of(personId),
      this.preferences.settings(personId),
      this.accounts.preferences(personId),
      this.people.byId(personId),
    ]);
    const chosen = Object.fromEntries(rows.map(({ topic, channel, wanted }) => [`${topic} ${channel}`, wanted]));
    const { quietFrom = null, quietTo = null } = settings ?? {};
    return {
      topics: matrixOf(chosen),
      mailPace: MAIL_PACES.find((pace) => pace === settings?.mailPace) ?? 'now',
      quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
      zone: account.zone ?? settings?.zone ?? 'UTC',
      mails: this.env.smtpUrl !== undefined && person !== null && person.emailVerified && !person.demo,
    };
  }

  /** Until when this person's quiet hours last; null where it is none of them. */
  async quietUntil(personId: string, now: EpochMs): Promise<EpochMs | null> {
    const { quiet, zone } = await this.of(personId);
    return quietUntil(quiet, zone, now);
  }

  /** What is left out stays; channels that a topic cannot be told by are ignored. */
  async change(personId: string, { topics = {}, mailPace, quiet, zone }: PreferencesChange): Promise<Preferences> {
    const chosen = Object.entries(topics).flatMap(([topic, row]) =>
      channelsOf(topic as ToastTopic).flatMap((channel) => {
        const wanted = row[channel];
        return wanted === undefined ? [] : [{ topic, channel, wanted }];
      }),
    );
    await this.preferences.choose(personId, chosen);
    await this.preferences.set(personId, {
      ...(mailPace === undefined ? {} : { mailPace }),
      ...(quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }),
      ...(zone === undefined ? {} : { zone }),
    });
    return this.of(personId);
  }
}
