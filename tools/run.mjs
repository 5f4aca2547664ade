// `npm run NAME`: makes sure that the packages are there, then runs the task on the house's Node.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, hand, houseNode, root } from './install.mjs';

const tasks = {
  build: ['tools/build.mjs'],
  check: ['tools/check.mjs'],
  docs: ['tools/docs.mjs'],
  shots: ['tools/shots.mjs'],
  verify: ['packages/database/bin/verify.ts'],
  replay: ['packages/domain/bin/replay.ts'],
  owner: ['apps/server/dist/owner.js'],
};
const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`There is no task '${name}'. Tasks: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}
ensureInstalled();
if (name === 'owner') {
  const built = spawnSync(houseNode(), ['tools/build.mjs', '--server-only'], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) process.exit(1);
}
hand([...task, ...args]);
