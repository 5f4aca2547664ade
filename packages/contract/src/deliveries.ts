import type { Channel } from './preferences.ts';
import type { EpochMs } from './protocol.ts';
import type { Page } from './rest.ts';

/** Channels that reach a person who has no page open. */
export const SENT_CHANNELS = ['mail', 'push'] as const satisfies readonly Channel[];

export type SentChannel = (typeof SENT_CHANNELS)[number];

/**
 * What became of something that goes out: waiting for a digest or the end of quiet hours, queued, tried again, sent, given
 * up (`failed`), kept for the owner, or not needed any more (`dropped`).
 */
export const DELIVERY_STATUSES = ['waiting', 'queued', 'retried', 'sent', 'failed', 'kept', 'dropped'] as const;

export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** By which channel a notice went, and what became of it. */
export interface OwnDelivery {
  channel: SentChannel;
  status: DeliveryStatus;
}

/** A line of `GET /api/staff/deliveries`. */
export interface StaffDelivery extends OwnDelivery {
  id: string;
  /** Kind of a mail, or topic of a notice. */
  kind: string;
  attempts: number;
  /** A code such as `ECONNREFUSED`, `550` or `gone`; it names nobody. */
  reason: string | null;
  createdAt: EpochMs;
  /** When it is tried again, or its time comes; null where neither. */
  nextAt: EpochMs | null;
  sentAt: EpochMs | null;
  /** Empty where the person is gone. */
  name: string;
}

/** Answer of `GET /api/staff/deliveries?status=&channel=`: the newest first, and how many of the last seven days. */
export interface StaffDeliveries extends Page<StaffDelivery> {
  counts: (OwnDelivery & { count: number })[];
}
