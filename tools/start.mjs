// `npm start` and `npm run dev`: install what is missing, build what changed, run the house.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, hand, houseNode, root } from './install.mjs';

ensureInstalled();
const dev = process.argv.includes('--dev');
const built = spawnSync(houseNode(), ['tools/build.mjs', ...(dev ? ['--server-only'] : [])], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);
if (dev) hand(['tools/dev.mjs']);
else hand(['--enable-source-maps', 'apps/server/dist/main.js'], { NODE_ENV: process.env.NODE_ENV ?? 'production' });
