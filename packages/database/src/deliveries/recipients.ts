import { statement } from '../engine/engine.ts';
import type { Session } from '../engine/engine.ts';
import type { Recipient } from './deliveries.types.ts';

const readRecipients = statement(
  'read-recipients',
  `SELECT p.id AS "personId", NOT (p.banned OR p.demo) AS welcome, p.email_verified AS verified,
     EXISTS (SELECT FROM push_subscriptions s WHERE s.person_id = p.id) AS push,
     (SELECT at FROM people_seen s WHERE s.person_id = p.id) AS "seenAt",
     coalesce(p.zone, s.zone) AS zone, coalesce(s.mail_pace, 'now') AS "mailPace",
     s.quiet_from AS "quietFrom", s.quiet_to AS "quietTo",
     coalesce((SELECT json_object_agg(c.topic || ' ' || c.channel, c.wanted) FROM notice_preferences c
       WHERE c.person_id = p.id), '{}') AS chosen
   FROM people p LEFT JOIN notice_settings s ON s.person_id = p.id WHERE p.id = ANY($1::text[])`,
);

/** By person id; whoever is gone is left out. */
export async function recipientsOf(session: Session, personIds: Iterable<string>): Promise<Map<string, Recipient>> {
  const rows = await session.run<Recipient>(readRecipients, [[...new Set(personIds)]]);
  return new Map(rows.map((row) => [row.personId, row]));
}
