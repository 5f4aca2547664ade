import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import { CLAIMED } from './claim-mails.ts';
import type { KeptMail } from './mails.types.ts';

/** See `Mails.byId`. */
export async function keptMail(db: Kysely<Tables>, id: string): Promise<KeptMail | null> {
  const { rows } = await sql<Omit<KeptMail, 'openings'>>`
    SELECT ${CLAIMED}, m.status, p.role FROM mails m LEFT JOIN people p ON p.id = m.person_id
    WHERE m.id = ${id}`.execute(db);
  const [mail] = rows;
  if (!mail) return null;
  const openings = await db
    .selectFrom('mail_openings as o')
    .innerJoin('people as p', 'p.id', 'o.person_id')
    .select(['p.name', 'o.at'])
    .where('o.mail_id', '=', id)
    .orderBy('o.at', 'desc')
    .execute();
  return { ...mail, openings };
}
