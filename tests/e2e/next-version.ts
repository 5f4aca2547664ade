import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A build of the house in a folder of its own. */
export interface Version {
  /** What `HouseProcess.start` takes. */
  folder: string;
  remove(): void;
}

/** The version after this one: the same program, with one migration more. */
export function nextVersion(sql: string): Version {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-next-'));
  mkdirSync(join(folder, 'apps/server'), { recursive: true });
  for (const part of ['package.json', 'apps/server/package.json', 'apps/server/dist', 'packages/database']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const part of ['node_modules', 'apps/web', 'demo']) symlinkSync(join(root, part), join(folder, part));
  for (const program of ['apps/server/dist', 'packages/database/src']) {
    writeFileSync(join(folder, program, 'migrations/9999-next.sql'), sql);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
