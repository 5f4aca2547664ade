// `npm run check`: format, lint, types, boundaries, dead code. Runs them side by side; prints what failed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';

const bin = (name, ...args) => ['node', [join(root, 'node_modules', name), ...args]];
const checks = {
  format: bin('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  lint: bin('oxlint/bin/oxlint', '--quiet'),
  types: bin('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  'types of the server': bin('typescript/bin/tsc', '--noEmit', '-p', 'apps/server/tsconfig.json'),
  'types of the site': ['node', ['tools/check-web.mjs']],
  boundaries: bin(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'packages',
    'apps',
    'demo',
    'tests',
    'bench',
  ),
  pictures: ['node', ['tools/docs.mjs', '--check']],
  'dead code': bin('knip/bin/knip.js'),
};

function run([name, [, args]]) {
  const begun = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('exit', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

const results = await Promise.all(Object.entries(checks).map(run));
process.exit(results.every(Boolean) ? 0 : 1);
