import { createECDH } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PUSH_DEVICES_MAX, type OwnPush, type PushTarget } from '@rostrum/contract';
import { PushSubscriptions } from '@rostrum/database';
import type { SignedIn } from '../accounts/index.ts';
import { Clock, Ids, refuse } from '../platform/index.ts';
import { PushReach } from './push.reach.ts';
import { Vapid } from './vapid.ts';

const AUTH_BYTES = 16;
const USER_AGENT_MAX = 300;

/** The browsers of a person that take pushes. */
@Injectable()
export class PushDevices {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly vapid: Vapid,
    private readonly reach: PushReach,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async of({ personId, sessionId }: SignedIn): Promise<OwnPush> {
    const [{ publicKey }, subscriptions] = await Promise.all([this.vapid.keys(), this.subscriptions.of(personId)]);
    const devices = subscriptions.map(({ sessionId: of, ...device }) => ({ ...device, current: of === sessionId }));
    return { publicKey, devices };
  }

  /** Takes the browser of this session. Throws BAD_REQUEST for a place where no push goes, and for keys that are none. */
  async add(who: SignedIn, { endpoint, keys }: PushTarget, userAgent: string): Promise<OwnPush> {
    if (!this.reach.permits(endpoint)) throw refuse('BAD_REQUEST', { path: 'endpoint' }, 'This is no push service.');
    if (!isKey(keys.p256dh)) throw refuse('BAD_REQUEST', { path: 'keys.p256dh' });
    if (Buffer.from(keys.auth, 'base64url').length !== AUTH_BYTES) throw refuse('BAD_REQUEST', { path: 'keys.auth' });
    const { personId, sessionId } = who;
    const device = { userAgent: userAgent.slice(0, USER_AGENT_MAX), createdAt: this.clock.now() };
    await this.subscriptions.add(
      { id: this.ids.uuid(), personId, sessionId, endpoint, ...keys, ...device },
      PUSH_DEVICES_MAX,
    );
    return this.of(who);
  }

  /** Nothing where it is somebody else's. */
  async remove(who: SignedIn, id: string): Promise<OwnPush> {
    await this.subscriptions.remove(who.personId, id);
    return this.of(who);
  }
}

/** A point of the curve P-256, uncompressed. */
function isKey(text: string): boolean {
  try {
    const curve = createECDH('prime256v1');
    curve.generateKeys();
    const key = Buffer.from(text, 'base64url');
    return key.length === 65 && curve.computeSecret(key).length > 0;
  } catch {
    return false;
  }
}
