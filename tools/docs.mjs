// Writes what docs take from the code: the pictures of ARCHITECTURE.md and the lifecycle table. `--check` only compares.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecycleTable } from '../packages/domain/src/index.ts';
import { root } from './install.mjs';

/** The import graph of the code, folded to rooms, as Mermaid. */
function picture(collapse, ...folders) {
  const args = [
    '--config',
    '.dependency-cruiser.mjs',
    '--exclude',
    'node_modules|^node:|\\.(spec|testing|contract)\\.ts$|^[a-z_/]+$|^\\$',
    '--output-type',
    'mermaid',
    '--collapse',
    collapse,
    ...folders,
  ];
  const run = spawnSync(
    process.execPath,
    [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), ...args],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (run.status !== 0) throw new Error(run.stderr || run.stdout);
  return `\`\`\`mermaid\n${run.stdout.trimEnd()}\n\`\`\``;
}

const parts = {
  packages: () => picture('^(apps|packages)/[^/]+', 'apps', 'packages'),
  features: () => picture('^apps/server/src/[^/]+/', 'apps/server/src'),
  lifecycle: () => lifecycleTable().trimEnd(),
};
const file = join(root, 'docs/ARCHITECTURE.md');
const before = readFileSync(file, 'utf8');
let after = before;
for (const [name, make] of Object.entries(parts)) {
  after = after.replace(
    new RegExp(`(<!-- ${name}: .*-->\n)[\\s\\S]*?(\n<!-- /${name} -->)`),
    (_, open, close) => `${open}\n${make()}\n${close}`,
  );
}
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('docs/ARCHITECTURE.md differs from the code. Run `npm run docs`.');
    process.exit(1);
  }
} else writeFileSync(file, after);
