import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Where the SQL files of the migrations lie: beside this folder in the package, or beside the bundle that this was
 * built into (`dist/migrations`).
 */
export function migrationsFolder(): string {
  const places = ['../migrations/', './migrations/'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = places.find((place) => existsSync(`${place}0001-people.sql`));
  if (!found) throw new Error(`The migrations are neither in ${places.join(' nor in ')}`);
  return found;
}
