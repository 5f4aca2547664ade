// Types of the site: SvelteKit first writes the types of its routes, then svelte-check reads them, and tsc the worker's.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';

const cwd = join(root, 'apps/web');
for (const [script, ...args] of [
  ['@sveltejs/kit/svelte-kit.js', 'sync'],
  ['svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'],
  ['typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.worker.json'],
]) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
