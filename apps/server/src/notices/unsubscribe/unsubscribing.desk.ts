import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MAIL_PACES, type MailPace, type NoticeTopic, type Unsubscribing } from '@rostrum/contract';
import { HouseStore, NoticePreferences, People } from '@rostrum/database';
import { Env, refuse } from '../../platform/index.ts';
import { wants } from '../preferences/preferences.rules.ts';
import { canEnd, readUnsubscribeToken, unsubscribeToken, type Unsubscribed } from './unsubscribe.token.ts';

const SECRET = 'unsubscribe.secret';

/** The links at the feet of mails: makes them, and does what they say. */
@Injectable()
export class UnsubscribingDesk {
  #key: Promise<Buffer> | null = null;

  constructor(
    private readonly house: HouseStore,
    private readonly preferences: NoticePreferences,
    private readonly people: People,
    private readonly env: Env,
  ) {}

  /** Address of the page that ends mails about a topic, or with `pace:daily` and the like, all that are not urgent. */
  async linkFor(personId: string, what: string): Promise<string | undefined> {
    if (!canEnd(what)) return undefined;
    const token = unsubscribeToken(await this.#secret(), { personId, channel: 'mail', what });
    return `${this.env.publicUrl}/unsubscribe/${token}`;
  }

  /** What a token turns off, and whether it is off. Throws NOT_FOUND. */
  async of(token: string): Promise<Unsubscribing> {
    const { personId, what } = await this.#read(token);
    const pace = paceOf(what);
    if (pace !== null) {
      const settings = await this.preferences.settings(personId);
      return { topic: null, off: settings?.mailPace === 'never', pace };
    }
    const topic = what as NoticeTopic;
    const rows = await this.preferences.of(personId);
    const chosen = Object.fromEntries(rows.map((row) => [`${row.topic} ${row.channel}`, row.wanted]));
    return { topic, off: !wants(chosen, topic, 'mail'), pace: null };
  }

  /** Turns it off, or on again. Throws NOT_FOUND. */
  async set(token: string, off: boolean): Promise<void> {
    const { personId, what } = await this.#read(token);
    const pace = paceOf(what);
    if (pace === null) await this.preferences.choose(personId, [{ topic: what, channel: 'mail', wanted: !off }]);
    else await this.preferences.set(personId, { mailPace: off ? 'never' : pace });
  }

  async #read(token: string): Promise<Unsubscribed> {
    const meant = readUnsubscribeToken(await this.#secret(), token);
    // Whoever has deleted his account gets no mails; nothing is kept for him.
    const person = meant && (await this.people.byId(meant.personId));
    if (!meant || person === null) throw refuse('NOT_FOUND', {}, 'This link is not from this house.');
    return meant;
  }

  #secret(): Promise<Buffer> {
    this.#key ??= this.house
      .settingMadeOnce(SECRET, () => randomBytes(32).toString('base64url'))
      .then((secret) => Buffer.from(String(secret), 'base64url'))
      .catch((error: unknown) => {
        this.#key = null;
        throw error;
      });
    return this.#key;
  }
}

function paceOf(what: Unsubscribed['what']): MailPace | null {
  return MAIL_PACES.find((pace) => what === `pace:${pace}`) ?? null;
}
