// `npm run dev`: the house on the usual port with Vite in it; a change of server code builds and starts it again, one of the
// widget only builds.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

let house;
const start = () => {
  house = spawn(process.execPath, ['--enable-source-maps', 'apps/server/dist/main.js', '--dev'], { stdio: 'inherit' });
  house.on('exit', (code) => code && console.log(`The house ended with code ${code}; waiting for a change.`));
};
const build = () =>
  spawnSync(process.execPath, ['tools/build.mjs', '--server-only'], { stdio: 'inherit' }).status === 0;
const restart = () => {
  if (!build()) return;
  if (house.exitCode !== null) return start();
  house.once('exit', start);
  house.kill('SIGTERM');
};
const onChange = (folders, work) => {
  let timer;
  for (const folder of folders) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(work, 150);
    });
  }
};
onChange(['apps/server/src', 'packages/domain/src', 'packages/contract/src', 'packages/database/src'], restart);
// The house reads the widget anew when its file has changed.
onChange(['packages/widget/src', 'packages/client/src'], build);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => (house.once('exit', () => process.exit(0)), house.kill(signal)));
start();
