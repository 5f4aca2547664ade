// Runs on the newcomer's own Node (>= 20): nothing here may need an installed package.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** Installs the packages of package-lock.json unless exactly these were installed before. */
export function ensureInstalled() {
  const marker = join(root, 'node_modules', '.rostrum-installed');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lockHash()) return;
  console.log('Installing packages (once; this can take a minute) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const result = spawnSync(command, [...args, 'ci', '--loglevel=error', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: 'inherit',
    // In production mode npm would leave out what builds the site.
    env: { ...process.env, NODE_ENV: '' },
  });
  if (result.status !== 0) {
    console.error('Installing failed. Is there a network? Try `npm ci` to see more.');
    process.exit(1);
  }
  writeFileSync(marker, lockHash());
}

/** Path of the Node that the house runs on: the pinned one, else a system Node of at least 24, with a line saying so. */
export function houseNode() {
  const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    console.log(`The pinned Node is not installed; using the system's ${process.version}.`);
    return process.execPath;
  }
  console.error(`The pinned Node is not installed and the system's ${process.version} is below 24. Run \`npm ci\`.`);
  process.exit(1);
}

/**
 * Runs a script on the house's Node with this process's terminal; signals go on to it, and its exit code is ours.
 * `env` adds variables.
 */
export function hand(args, env = {}) {
  const node = houseNode();
  const path = `${dirname(node)}:${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path, ...env } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
