// `npm start` and `npm run dev`: install what is missing, build what changed, run the house.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, hand, houseNode, root } from './install.mjs';

ensureInstalled();
const dev = process.argv.includes('--dev');
const built = spawnSync(houseNode(), ['tools/build.mjs', ...(dev ? ['--server-only'] : [])], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);
// A second start finds its modules compiled.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/rostrum') };
if (dev) hand(['tools/dev.mjs'], env);
else {
  hand(['--enable-source-maps', 'apps/server/dist/main.js'], {
    ...env,
    NODE_ENV: process.env.NODE_ENV || 'production',
  });
}
