import type { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';

/**
 * Gives a person the auction's next paddle, or the one that he has. The auction's row is locked first, so that paddles
 * have no gaps: a number drawn by a transaction that fails is drawn again.
 */
export async function register(db: Kysely<Tables>, auctionId: string, personId: string): Promise<{ paddle: number }> {
  return db.transaction().execute(async (trx) => {
    const auction = await trx
      .selectFrom('auctions')
      .select('next_paddle')
      .where('id', '=', auctionId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!auction) throw new Error(`There is no auction ${auctionId}.`);
    const known = await trx
      .selectFrom('registrations')
      .select('paddle')
      .where('auction_id', '=', auctionId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (known) return known;
    const paddle = auction.next_paddle;
    await trx
      .insertInto('registrations')
      .values({ auction_id: auctionId, person_id: personId, paddle, limit_minor: null })
      .execute();
    await trx
      .updateTable('auctions')
      .set({ next_paddle: paddle + 1 })
      .where('id', '=', auctionId)
      .execute();
    return { paddle };
  });
}
