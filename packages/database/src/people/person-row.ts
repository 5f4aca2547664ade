import type { Selectable } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { PersonRow } from './people.types.ts';

export const PERSON = [
  'people.id',
  'people.name',
  'people.email',
  'people.email_verified',
  'people.role',
  'people.approved',
  'people.banned',
  'people.demo',
  'people.locale',
  'people.created_at',
] as const;

export function personOf(row: Omit<Selectable<Tables['people']>, 'zone' | 'currency' | 'deleted_at'>): PersonRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.email_verified,
    role: row.role,
    approved: row.approved,
    banned: row.banned,
    demo: row.demo,
    locale: row.locale,
    createdAt: row.created_at.getTime(),
  };
}
