import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Bundle, DeliveryPlan, DueDelivery, FreshNotice } from '../deliveries/deliveries.types.ts';
import type { NewMail } from '../mail/mails.types.ts';
import { addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** When everything happens, epoch ms. */
export const NOW = 5_000_000;

/** Nothing waits, and there is somebody new. */
export async function deliveryStage(house: TestHouse) {
  await raw(house, "UPDATE notice_deliveries SET status = 'dropped' WHERE status = 'waiting'");
  await raw(house, "UPDATE pushes SET status = 'failed' WHERE status = 'queued'");
  const { deliveries, pushes, pushSubscriptions } = house.database;
  while ((await deliveries.plan(1_000, NOW, () => [])).read > 0);
  const ada = await addPerson(house);
  return { house, ada, deliveries, pushes, pushSubscriptions };
}

/** A browser of a person, in a session of its own, that takes pushes. */
export async function browser(
  house: TestHouse,
  personId: string,
  atMost = 9,
  endpoint = `https://push.test/${randomUUID()}`,
) {
  const sessionId = randomUUID();
  await raw(
    house,
    `INSERT INTO sessions (id, person_id, token, expires_at) VALUES ('${sessionId}', '${personId}', '${sessionId}', '2040-01-01')`,
  );
  const id = randomUUID();
  const keys = { p256dh: 'p', auth: 'a' };
  const subscription = { id, personId, sessionId, endpoint, ...keys, userAgent: 'Test', createdAt: NOW };
  await house.database.pushSubscriptions.add(subscription, atMost);
  return { id, sessionId, endpoint };
}

/** Notices for a person; answers their ids. */
export async function tell(house: TestHouse, personId: string, topics: readonly string[]): Promise<string[]> {
  const money = { priceMinor: 1_000, minimumMinor: null };
  const rows = topics.map((topic) => ({
    id: randomUUID(),
    personId,
    lotId: randomUUID(),
    seq: 1,
    topic,
    at: NOW,
    ...money,
  }));
  await house.database.notices.add(rows);
  return rows.map(({ id }) => id);
}

/** Everything by mail and by push, at once. */
export function both(notices: readonly FreshNotice[]): DeliveryPlan[] {
  return notices.flatMap(({ id, personId, urgent }) =>
    (['mail', 'push'] as const).map((channel) => ({ noticeId: id, channel, personId, urgent, dueAt: NOW })),
  );
}

/** Plans so many notices; waits until a settled transaction lets the planner see them. */
export async function planned(house: TestHouse, count: number): Promise<void> {
  let seen = 0;
  await expect
    .poll(async () => (seen += (await house.database.deliveries.plan(100, NOW, both)).read), { timeout: 20_000 })
    .toBe(count);
}

/** A mail of notices that is queued. */
export function mailOf(id: string, personId: string): NewMail {
  const times = { nextAt: NOW, expiresAt: NOW + 9, createdAt: NOW };
  return { id, personId, kind: 'notices', cause: id, about: '', data: {}, status: 'queued', ...times };
}

/** All that is due for one person, as one mail and one push. */
export function bundlesOf(due: readonly DueDelivery[]): Bundle[] {
  return (['mail', 'push'] as const).map((channel): Bundle => {
    const [id, { personId }] = [randomUUID(), due[0]!];
    const noticeIds = due.filter((each) => each.channel === channel).map(({ noticeId }) => noticeId);
    const rest = { id, personId, noticeIds };
    return channel === 'mail'
      ? { ...rest, channel, mail: mailOf(id, personId) }
      : { ...rest, channel, kind: 'notices', urgent: true, expiresAt: NOW + 9 };
  });
}
