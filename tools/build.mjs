// Builds the server (one bundle), the widget (one script) and the site, unless nothing changed since the last build. Prints
// what it did. `--server-only` leaves the site out, which Vite serves in development.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
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
  widget: [
    'packages/widget/src',
    'packages/client/src',
    'packages/contract/src',
    'package-lock.json',
    'tools/build.mjs',
    'tools/websocket-only.ts',
    'tools/widget-bundle.ts',
  ],
  web: [
    'apps/web/src',
    'apps/web/static',
    'apps/web/vite.config.ts',
    'tools/websocket-only.ts',
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
    input: {
      main: 'apps/server/src/main.ts',
      owner: 'apps/server/src/owner.ts',
      backup: 'apps/server/src/backup.ts',
      restore: 'apps/server/src/restore.ts',
      // On a thread of its own: a file beside the others, by the name that its starter knows.
      'card.worker': 'apps/server/src/reach/card.worker.ts',
    },
    cwd: root,
    platform: 'node',
    tsconfig: join(root, 'apps/server/tsconfig.json'),
    // Our own packages go into the bundle; what npm installed stays outside. The decorator runtime is rolldown's own.
    external: (id) => !/^(\.|\/|@rostrum\/|@oxc-project\/runtime)/.test(id) && !/^[A-Za-z]:/.test(id),
  });
  await bundle.write({ dir: out, format: 'esm', sourcemap: true });
  cpSync(join(root, 'packages/database/src/migrations'), join(out, 'migrations'), { recursive: true });
}

/** Compressed here, once, instead of for each page that asks. */
async function buildWidget(out) {
  const { bundleWidget } = await import('./widget-bundle.ts');
  const code = await bundleWidget(root);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'widget.js.br'), brotliCompressSync(code));
  writeFileSync(join(out, 'widget.js.gz'), gzipSync(code, { level: 9 }));
  // The last: a house that runs looks at this one for changes.
  writeFileSync(join(out, 'widget.js'), code);
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
await when('widget', 'packages/widget/dist', buildWidget);
if (!process.argv.includes('--server-only')) {
  process.chdir(join(root, 'apps/web'));
  await when('web', 'apps/web/build', buildWeb);
}
