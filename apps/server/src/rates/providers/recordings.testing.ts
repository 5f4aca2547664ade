import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../../../../shared/data');

/** Why tests of recordings are skipped; empty where the file is here. */
export function missing(path: string): string {
  return existsSync(join(folder, path)) ? '' : ` (skipped: ../shared/data/${path} is not here)`;
}

/** A recording; empty where it is not here. */
export function recorded(path: string): string {
  return missing(path) ? '' : readFileSync(join(folder, path), 'utf8');
}
