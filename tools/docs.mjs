// Writes what docs take from the code: the pictures of ARCHITECTURE.md and the lifecycle table. `--check` only compares.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecycleTable } from '../packages/domain/src/index.ts';
import { root } from './install.mjs';

/** Every import between our own files. */
function imports() {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'packages', 'demo'];
  const run = spawnSync(process.execPath, [cruiser, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const tests = /\.(spec|testing|contract)\.ts$/;
  return JSON.parse(run.stdout)
    .modules.filter(({ source }) => !tests.test(source))
    .flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => [source, resolved]));
}

/** The imports folded to rooms, as Mermaid. `roomOf` answers null for what the picture leaves out. */
function picture(all, roomOf) {
  const arrows = new Set();
  for (const [from, to] of all) {
    const [a, b] = [roomOf(from), roomOf(to)];
    if (a && b && a !== b) arrows.add(`  ${a} --> ${b}`);
  }
  return ['```mermaid', 'flowchart TD', ...[...arrows].sort(), '```'].join('\n');
}

const all = imports();
const parts = {
  packages: picture(
    all,
    (path) => /^(?:apps|packages)\/([^/]+)\//.exec(path)?.[1] ?? /^(demo)\//.exec(path)?.[1] ?? null,
  ),
  features: picture(all, (path) => /^apps\/server\/src\/([^/]+)\//.exec(path)?.[1] ?? null),
  lifecycle: lifecycleTable().trimEnd(),
};
const file = join(root, 'docs/ARCHITECTURE.md');
const before = readFileSync(file, 'utf8');
let after = before;
for (const [name, text] of Object.entries(parts)) {
  const place = new RegExp(`(<!-- ${name}: .*-->)\n[^]*?(<!-- /${name} -->)`);
  after = after.replace(place, (_, open, close) => `${open}\n\n${text}\n\n${close}`);
}
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('docs/ARCHITECTURE.md differs from the code. Run `npm run docs`.');
    process.exit(1);
  }
} else writeFileSync(file, after);
