import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const SITE = ['package.json', 'vite.config.ts', 'tsconfig.json', 'src', 'static'].map((part) => `apps/web/${part}`);

/** A build of the house in a folder of its own. */
export interface Version {
  /** What `HouseProcess.start` takes. */
  folder: string;
  remove(): void;
}

/** The version after this one: the same program, with one migration more. */
export function nextVersion(sql: string): Version {
  const version = copied(['apps/server/dist', 'packages/database'], ['apps/web']);
  for (const program of ['apps/server/dist', 'packages/database/src']) {
    writeFileSync(join(version.folder, program, 'migrations/9999-next.sql'), sql);
  }
  return version;
}

/** The version after this one: the same site with a line more at its foot, built again; its files have other names. */
export function nextSite(line: string): Version {
  const version = copied(['apps/server/dist', ...SITE, 'tsconfig.base.json', 'tools'], ['packages']);
  appendFileSync(join(version.folder, 'apps/web/src/lib/shell/footer.svelte'), `\n<p>${line}</p>\n`);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--app'], {
    cwd: join(version.folder, 'apps/web'),
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the next version cannot be built:\n${stdout}${stderr}`);
  return version;
}

function copied(parts: string[], linked: string[]): Version {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-next-'));
  for (const part of ['package.json', 'apps/server/package.json', ...parts]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const part of ['node_modules', 'demo', ...linked]) {
    mkdirSync(dirname(join(folder, part)), { recursive: true });
    symlinkSync(join(root, part), join(folder, part));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
