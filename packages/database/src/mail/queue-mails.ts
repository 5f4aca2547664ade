import { statement } from '../engine/engine.ts';
import type { Session } from '../engine/engine.ts';
import type { NewDigests, NewMail } from './mails.types.ts';

const insertMails = statement(
  'queue-mails',
  `INSERT INTO mails (id, person_id, kind, cause, about, locale, data, status, next_at, expires_at, created_at)
   SELECT m.id, p.id, m.kind, m.cause, m.about, p.locale, m.data, m.status, m."nextAt", m."expiresAt", m."createdAt"
   FROM json_to_recordset($1::json) AS m (id text, "personId" text, kind text, cause text, about text, data jsonb,
     status text, "nextAt" bigint, "expiresAt" bigint, "createdAt" bigint, "unlessSeenSince" bigint,
     "unlessMailedSince" bigint, "verifiedOnly" boolean)
   JOIN people p ON p.id = m."personId"
   WHERE NOT p.banned AND NOT p.demo AND (p.email_verified OR m."verifiedOnly" IS NOT TRUE)
     AND NOT EXISTS (SELECT FROM people_seen s WHERE s.person_id = p.id AND s.at > m."unlessSeenSince")
     AND NOT EXISTS (SELECT FROM mails o WHERE o.person_id = p.id AND o.kind = m.kind AND o.about = m.about
       AND o.created_at > m."unlessMailedSince")
   ON CONFLICT (kind, cause) DO NOTHING
   RETURNING id`,
);

const queueDigests = statement(
  'queue-digests',
  `INSERT INTO mails (id, person_id, kind, cause, about, locale, data, status, next_at, expires_at, created_at)
   SELECT gen_random_uuid()::text, p.id, 'digest', $1::text || ':' || p.id, $1::text, p.locale, '{}', $2::text,
     $3::bigint, $4::bigint, $5::bigint
   FROM people p
   WHERE NOT p.banned AND NOT p.demo AND (p.email_verified OR NOT $6::boolean)
     AND NOT EXISTS (SELECT FROM notice_preferences c WHERE c.person_id = p.id AND c.topic = 'lost'
       AND c.channel = 'mail' AND NOT c.wanted)
     AND NOT EXISTS (SELECT FROM lots WHERE auction_id = $1::text AND status NOT IN ('sold', 'passed', 'withdrawn'))
     AND p.id IN (SELECT b.person_id FROM lot_bidders b JOIN lots l ON l.id = b.lot_id WHERE l.auction_id = $1::text
       AND (l.status = 'passed' OR (l.status = 'sold' AND l.leader_id IS DISTINCT FROM b.person_id)))
   ON CONFLICT (kind, cause) DO NOTHING
   RETURNING id`,
);

/** Answers the ids of those that are new. */
export async function queueMails(session: Session, mails: readonly NewMail[]): Promise<string[]> {
  if (mails.length === 0) return [];
  return (await session.run<{ id: string }>(insertMails, [JSON.stringify(mails)])).map(({ id }) => id);
}

/** Nothing as long as a lot of the auction is not over. Answers how many are new. */
export async function addDigests(session: Session, digests: NewDigests): Promise<number> {
  const { auctionId, status, nextAt, expiresAt, createdAt, verifiedOnly = false } = digests;
  return (await session.run(queueDigests, [auctionId, status, nextAt, expiresAt, createdAt, verifiedOnly])).length;
}
