// Types of the site: SvelteKit first writes the types of its routes, then svelte-check reads them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';

const cwd = join(root, 'apps/web');
for (const [script, ...args] of [
  ['@sveltejs/kit/svelte-kit.js', 'sync'],
  ['svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'],
]) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
