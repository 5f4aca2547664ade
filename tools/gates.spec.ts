import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
// The configuration is plain JavaScript, as the tool wants it.
const { default: config } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
  default: { forbidden: { name: string }[] };
};

/** One violation per rule: the rule, and files that break it (path → text). */
const planted: Record<string, Record<string, string>> = {
  'domain-imports-nothing': { 'packages/domain/src/planted.ts': "import 'node:fs';" },
  'contract-imports-zod': { 'packages/contract/src/planted.ts': "import '../../domain/src/index.ts';" },
  'database-imports-domain-and-drivers': { 'packages/database/src/planted.ts': "import '@rostrum/contract';" },
  'client-imports-contract': { 'packages/client/src/planted.ts': "import 'kysely';" },
  'widget-imports-client-and-contract': { 'packages/widget/src/planted.ts': "import 'socket.io-client';" },
  'web-imports-client-and-contract': { 'apps/web/src/lib/planted.ts': "import '@rostrum/domain';" },
  'server-imports-domain-contract-database': { 'apps/server/src/planted.ts': "import '@rostrum/client';" },
  'apps-do-not-meet': { 'apps/server/src/planted-web.ts': "import '../../web/src/lib/planted.ts';" },
  'features-meet-at-index': {
    'apps/server/src/planted-a/a.ts': "import '../planted-b/inside.ts';",
    'apps/server/src/planted-b/inside.ts': 'export const inside = 1;',
  },
  'platform-knows-no-feature': { 'apps/server/src/platform/planted.ts': "import '../planted-b/inside.ts';" },
  'features-never-import-live': {
    'apps/server/src/planted-c/c.ts': "import '../live/index.ts';",
    'apps/server/src/live/index.ts': 'export const live = 1;',
  },
  'live-sockets-below-gateways': {
    'apps/server/src/live/sockets/planted.ts': "import '../gateways/lots.gateway.ts';",
  },
  'live-broadcast-below-sockets': {
    'apps/server/src/live/broadcast/planted.ts': "import '../sockets/drain.ts';",
  },
  'live-watching-below-broadcast': {
    'apps/server/src/live/watching/planted.ts': "import '../broadcast/pacer.ts';",
  },
  'socket-io-only-in-live': { 'apps/server/src/planted-d/d.ts': "import 'socket.io';" },
  'drivers-only-in-database': { 'apps/server/src/planted-d/e.ts': "import 'pg';" },
  'no-zod-in-browser': { 'packages/client/src/planted-zod.ts': "import '@rostrum/contract/schemas';" },
  'testing-only-in-specs': { 'packages/client/src/planted-testing.ts': "import '@rostrum/testing';" },
  'bench-stands-outside': { 'bench/src/planted.ts': "import '../../apps/server/src/planted-b/inside.ts';" },
  'nobody-imports-bench': {
    'packages/testing/src/planted.ts': "import '../../../bench/src/planted-peer.ts';",
    'bench/src/planted-peer.ts': 'export const peer = 1;',
  },
  'no-cycles': {
    'packages/domain/src/planted-x.ts': "import type { Y } from './planted-y.ts';\nexport type X = Y | 1;",
    'packages/domain/src/planted-y.ts': "import type { X } from './planted-x.ts';\nexport type Y = X | 2;",
  },
  resolvable: { 'packages/client/src/planted-lost.ts': "import './nowhere.ts';" },
};

describe('boundaries', () => {
  const copy = mkdtempSync(join(tmpdir(), 'rostrum-gates-'));
  let caught: { rule: string; from: string }[] = [];

  beforeAll(() => {
    const skip = /(^|\/)(node_modules|dist|build|\.svelte-kit)(\/|$)/;
    for (const folder of ['packages', 'apps']) {
      cpSync(join(root, folder), join(copy, folder), {
        recursive: true,
        filter: (path) => !skip.test(path.slice(root.length)),
      });
    }
    for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json', '.dependency-cruiser.mjs']) {
      cpSync(join(root, file), join(copy, file));
    }
    // The copy's own packages must resolve to the copy; everything else to what is installed.
    mkdirSync(join(copy, 'node_modules/@rostrum'), { recursive: true });
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== '@rostrum') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
    }
    for (const name of readdirSync(join(root, 'packages'))) {
      symlinkSync(join(copy, 'packages', name), join(copy, 'node_modules/@rostrum', name));
    }
    for (const files of Object.values(planted)) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), text);
      }
    }
    const run = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--output-type',
        'json',
        '--config',
        '.dependency-cruiser.mjs',
        'packages',
        'apps',
        'bench',
      ],
      { cwd: copy, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
    );
    const report = JSON.parse(run.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    caught = report.summary.violations.map(({ from, rule }) => ({ rule: rule.name, from }));
  }, 120_000);

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('every rule has a planted violation', () => {
    expect(Object.keys(planted).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort());
  });

  test.each(Object.keys(planted))('%s is caught', (rule) => {
    const files = Object.keys(planted[rule] ?? {});
    expect(caught.some((violation) => violation.rule === rule && files.includes(violation.from))).toBe(true);
  });
});
