/** A browser that is to take pushes. Keys are base64url. */
export interface NewPushSubscription {
  id: string;
  personId: string;
  /** With this session it ends. */
  sessionId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  userAgent: string;
  createdAt: number;
}

/** A browser as its person sees it. */
export interface OwnPushSubscription {
  id: string;
  sessionId: string;
  userAgent: string;
  createdAt: number;
  lastSentAt: number | null;
}

/** A push that somebody has claimed, and must send before the claim ends. */
export interface ClaimedPush {
  id: string;
  bundleId: string;
  subscriptionId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  locale: string;
  urgent: boolean;
  /** The claim's number, counted from 1. */
  attempts: number;
  expiresAt: number;
}
