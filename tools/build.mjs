// Builds the server (one bundle) and the site, unless nothing changed since the last build. Prints what it did.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const inputs = {
  server: [
    'apps/server/src',
    'packages/domain/src',
    'packages/contract/src',
    'packages/database/src',
    'packages/database/src/migrations',
    'package-lock.json',
    'tools/build.mjs',
  ],
  web: [
    'apps/web/src',
    'apps/web/static',
    'apps/web/vite.config.ts',
    'packages/client/src',
    'packages/contract/src',
    'package-lock.json',
  ],
};

/** A fingerprint of files by path, size and time: cheap enough for every start. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path}:${stat.size}:${stat.mtimeMs}\n`);
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
}

async function buildServer(out) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { main: 'apps/server/src/main.ts', owner: 'apps/server/src/owner.ts' },
    cwd: root,
    platform: 'node',
    tsconfig: join(root, 'apps/server/tsconfig.json'),
    // Our own packages go into the bundle; what npm installed stays outside. The decorator runtime is rolldown's own.
    external: (id) => !/^(\.|\/|@rostrum\/|@oxc-project\/runtime)/.test(id) && !/^[A-Za-z]:/.test(id),
  });
  await bundle.write({ dir: out, format: 'esm', sourcemap: true });
  cpSync(join(root, 'packages/database/src/migrations'), join(out, 'migrations'), { recursive: true });
}

async function buildWeb() {
  const { createBuilder } = await import('vite');
  // All environments, browser and server; `build` alone makes only the first.
  const builder = await createBuilder({ root: join(root, 'apps/web'), logLevel: 'warn' }, null);
  await builder.buildApp();
}

/** Builds when the inputs differ from those of the last build into `out`. */
async function when(name, out, build) {
  const stamp = join(root, out, '.stamp');
  const now = fingerprint(inputs[name]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.log(`Building the ${name} …`);
  const begun = Date.now();
  await build(join(root, out));
  mkdirSync(join(root, out), { recursive: true });
  writeFileSync(stamp, now);
  console.log(`Built the ${name} in ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
}

process.chdir(root);
await when('server', 'apps/server/dist', buildServer);
if (!process.argv.includes('--server-only')) {
  process.chdir(join(root, 'apps/web'));
  await when('web', 'apps/web/build', buildWeb);
}
