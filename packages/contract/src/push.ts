import type { EpochMs } from './protocol.ts';

/** A person may have push on so many browsers at once; the one that was added first goes. */
export const PUSH_DEVICES_MAX = 10;

/** What a push carries. It names no person: whoever reads over a shoulder sees what the public page shows. */
export interface PushPayload {
  title: string;
  body: string;
  /** Path of the page that it opens, such as `/lots/<id>`. */
  path: string;
  /** A later push with the same tag takes the place of an earlier one. */
  tag: string;
  at: EpochMs;
}

/** Where a browser takes pushes, as `PushSubscription.toJSON()` gives it. Body of `POST /api/me/push`. */
export interface PushTarget {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** One browser of a person that takes pushes. */
export interface PushDevice {
  id: string;
  /** The browser as it named itself; empty where it did not. */
  userAgent: string;
  createdAt: EpochMs;
  /** When a push service last took something for it. */
  lastSentAt: EpochMs | null;
  /** Whether it belongs to the session that asks. */
  current: boolean;
}

/** Answer of `GET /api/me/push`. */
export interface OwnPush {
  /** The house's own key (VAPID), as `applicationServerKey` wants it: base64url. */
  publicKey: string;
  devices: PushDevice[];
}
