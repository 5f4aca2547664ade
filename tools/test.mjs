// `npm test`: everything that can run here. What needs PostgreSQL, Redis, a browser or a proxy runs when TEST_DATABASE_URL,
// TEST_REDIS_URL, a Chromium, nginx or Caddy is there, else it is reported as skipped. `--no-skips` turns a skip into a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { ensureInstalled, houseNode, root } from './install.mjs';

ensureInstalled();
const node = houseNode();
const noSkips = process.argv.includes('--no-skips');
const args = process.argv.slice(2).filter((arg) => arg !== '--no-skips');
const built = spawnSync(node, ['tools/build.mjs'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'rostrum-test-'));
const report = join(folder, 'report.json');
const run = spawnSync(
  node,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...args],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', TEST_CHROMIUM: findChromium() ?? '' } },
);
let skipped = 0;
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const tests = result.testResults.flatMap((file) => file.assertionResults);
  const missed = tests.filter((test) => ['skipped', 'pending', 'todo'].includes(test.status));
  skipped = missed.length;
  for (const name of new Set(missed.map((test) => test.ancestorTitles.join(' › ') || test.title)))
    console.log(`skipped: ${name}`);
  if (skipped)
    console.log(
      'What was skipped needs TEST_DATABASE_URL, TEST_REDIS_URL, a Chromium, installed servers, or a file that is not here.',
    );
  console.log(`${result.numPassedTests} passed, ${result.numFailedTests} failed, ${skipped} skipped`);
}
rmSync(folder, { recursive: true, force: true });
if (run.status === 0 && noSkips && skipped > 0) {
  console.error(`${skipped} tests were skipped, and --no-skips was asked.`);
  process.exit(1);
}
process.exit(run.status ?? 1);
