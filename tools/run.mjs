// `npm run NAME`: makes sure that the packages are there, then runs the task on the house's Node.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, hand, houseNode, root } from './install.mjs';

const tasks = {
  build: ['tools/build.mjs'],
  check: ['tools/check.mjs'],
  docs: ['tools/docs.mjs'],
  shots: ['tools/shots.mjs'],
  bench: ['bench/src/main.ts'],
  verify: ['packages/database/bin/verify.ts'],
  chaos: ['tests/chaos/main.ts'],
  replay: ['packages/domain/bin/replay.ts'],
  owner: ['apps/server/dist/owner.js'],
  backup: ['apps/server/dist/backup.js'],
  restore: ['apps/server/dist/restore.js'],
};
const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`There is no task '${name}'. Tasks: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}
ensureInstalled();
const serverOnly = task[0].startsWith('apps/server/dist/');
if (serverOnly || name === 'chaos' || name === 'bench') {
  const args = ['tools/build.mjs', ...(serverOnly ? ['--server-only'] : [])];
  const built = spawnSync(houseNode(), args, { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) process.exit(1);
}
hand([...task, ...args]);
