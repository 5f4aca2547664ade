import { Injectable } from '@nestjs/common';
import { Deliveries, type ClaimedPush } from '@rostrum/database';
import webPush from 'web-push';
import { NoticeSubjects } from '../notices/index.ts';
import { Clock, Env, NotTaken } from '../platform/index.ts';
import { PushReach, type PushAnswer } from './push.reach.ts';
import { payloadOf, topicOf } from './push.words.ts';
import { Vapid } from './vapid.ts';

/** Writes pushes and hands them over (RFC 8030), encrypted for one browser each (RFC 8291). */
@Injectable()
export class PushPost {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly subjects: NoticeSubjects,
    private readonly vapid: Vapid,
    private readonly reach: PushReach,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  /** Null where there is nothing to say any more. Throws NotTaken. */
  async send(push: ClaimedPush): Promise<PushAnswer | null> {
    const notices = await this.subjects.present(await this.deliveries.noticesIn(push.bundleId));
    const payload = payloadOf(notices, push.locale, new URL(this.env.publicUrl).host);
    if (payload === null) return null;
    const { endpoint, p256dh, auth, urgent, expiresAt } = push;
    const keys = await this.vapid.keys();
    const written = this.#write({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
      vapidDetails: { subject: this.vapid.subject, ...keys },
      TTL: Math.max(0, Math.floor((expiresAt - this.clock.now()) / 1_000)),
      urgency: urgent ? 'high' : 'normal',
      topic: topicOf(payload.tag),
      contentEncoding: 'aes128gcm',
    });
    return this.reach.send(written);
  }

  /** What cannot be encrypted for a browser never can. */
  #write(target: webPush.PushSubscription, text: string, options: webPush.RequestOptions) {
    try {
      const { endpoint, headers, body } = webPush.generateRequestDetails(target, text, options);
      return { endpoint, headers: headers as Record<string, string | number>, body: body ?? Buffer.alloc(0) };
    } catch {
      throw new NotTaken('KEYS', true);
    }
  }
}
