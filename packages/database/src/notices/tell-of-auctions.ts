import { statement } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';

/** Who marks an auction first tells of it. Rounds of the demo, and what is over already, are no news. */
const markAuction = statement(
  'mark-auction-told',
  `INSERT INTO auctions_told (auction_id, at)
   SELECT a.id, $1::bigint FROM auctions a
   WHERE NOT EXISTS (SELECT FROM auctions_told t WHERE t.auction_id = a.id)
     AND (a.demo OR EXISTS (SELECT FROM lots l WHERE l.auction_id = a.id AND l.status <> 'draft'))
   ORDER BY a.created_at, a.id LIMIT 1
   ON CONFLICT (auction_id) DO NOTHING RETURNING auction_id AS id`,
);
/** Ids are UUIDv7, made here: one statement for all who asked for it, however many there are. */
const tellWhoAsked = statement(
  'tell-of-auction',
  `INSERT INTO notices (id, person_id, auction_id, seq, topic, at)
   SELECT substr(h.hex, 1, 8) || '-' || substr(h.hex, 9) || '-7' || substr(gen_random_uuid()::text, 16),
     p.id, a.id, 0, 'auction', $2::bigint
   FROM (SELECT lpad(to_hex($2::bigint), 12, '0') AS hex) h, auctions a, people p
   WHERE a.id = $1 AND NOT a.demo AND NOT p.banned AND NOT p.demo AND p.deleted_at IS NULL
     AND EXISTS (SELECT FROM lots l WHERE l.auction_id = a.id AND l.status IN ('scheduled', 'open', 'paused'))
     AND EXISTS (SELECT FROM notice_preferences c WHERE c.person_id = p.id AND c.topic = 'auction' AND c.wanted)
   ON CONFLICT DO NOTHING RETURNING id`,
);

/** See `Notices.tellOfAuctions`. */
export function tellOfAuctions(engine: Engine, now: number): Promise<{ auctions: number; notices: number }> {
  return engine.transaction(async (session) => {
    const [auction] = await session.run<{ id: string }>(markAuction, [now]);
    if (auction === undefined) return { auctions: 0, notices: 0 };
    return { auctions: 1, notices: (await session.run(tellWhoAsked, [auction.id, now])).length };
  });
}
