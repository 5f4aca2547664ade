import { statement } from '../engine/engine.ts';
import type { Session } from '../engine/engine.ts';

const readPaddles = statement(
  'read-people-of-paddles',
  'SELECT person_id AS "personId" FROM registrations WHERE auction_id = $1 AND paddle = ANY($2::int[]) ORDER BY paddle',
);

/** Who has these paddles in an auction; unknown ones are left out. */
export async function peopleOfPaddles(
  session: Session,
  auctionId: string,
  paddles: readonly number[],
): Promise<string[]> {
  if (paddles.length === 0) return [];
  const rows = await session.run<{ personId: string }>(readPaddles, [auctionId, paddles]);
  return rows.map(({ personId }) => personId);
}
