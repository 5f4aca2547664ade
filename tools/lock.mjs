// Completes package-lock.json with the optional packages of other systems that the registry in reach did not have. Without
// them `npm ci` refuses the lock, and a Mac would not find its native parts. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** What a lock says of a package: only its version and where it runs; its content is checked where it is installed. */
function entryOf(name, version, parent) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(parent.dev && { dev: true }),
    license: parent.license,
    optional: true,
    // Where the name does not tell, nothing may try to fetch it.
    os: os.length > 0 ? os : ['none'],
  };
}

const path = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d/.test(version)) continue;
    // It lies beside its parent or above, as Node looks for it; another version of it may lie higher up.
    const beside = `${place.slice(0, place.lastIndexOf('node_modules/'))}node_modules/${name}`;
    const places = [`${place}/node_modules/${name}`, beside, `node_modules/${name}`];
    if (places.some((known) => lock.packages[known]?.version === version)) continue;
    missing.push(name);
    const free = lock.packages[`node_modules/${name}`] ? beside : `node_modules/${name}`;
    lock.packages[free] = entryOf(name, version, entry);
  }
}
if (process.argv.includes('--check')) {
  if (missing.length > 0) console.error(`package-lock.json lacks ${missing.join(', ')}. Run \`node tools/lock.mjs\`.`);
  process.exit(missing.length > 0 ? 1 : 0);
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`Added ${missing.length} packages of other systems.`);
