// Who may import whom (docs/ARCHITECTURE.md). tools/gates.spec.ts plants one violation for each rule and expects it caught.
const spec = '\\.spec\\.ts$|\\.testing\\.ts$|/contract/[^/]+\\.contract\\.ts$';
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}`, pathNot: spec },
  to: { pathNot: allowed },
});

/** The folders of live/, each above those that it may import. */
const liveFolders = ['gateways', 'sockets', 'broadcast', 'watching'];
const below = (folder, index) => ({
  name: `live-${folder}-below-${liveFolders[index]}`,
  comment: 'The folders of live/ import each other in one direction.',
  severity: 'error',
  from: { path: `^apps/server/src/live/${folder}/`, pathNot: spec },
  to: { path: `^apps/server/src/live/(${liveFolders.slice(0, index + 1).join('|')})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    only(
      'domain-imports-nothing',
      'packages/domain/src',
      ['^packages/domain/src'],
      'The rules are pure: no package, no node:.',
    ),
    only(
      'contract-imports-zod',
      'packages/contract/src',
      ['^packages/contract/src', 'node_modules/zod/'],
      'What crosses the wire needs only zod.',
    ),
    only(
      'database-imports-domain-and-drivers',
      'packages/database/src',
      [
        '^packages/(database|domain)/src',
        'node_modules/(kysely|pg|@types/pg|@electric-sql/pglite)/',
        '^(node:)?(fs|fs/promises|path|os|url|crypto|timers/promises|events|util|child_process|async_hooks)$',
      ],
      'Storage knows the rules and the drivers, nothing of the wire.',
    ),
    only(
      'client-imports-contract',
      'packages/client/src',
      ['^packages/(client|contract)/src', 'node_modules/socket\\.io-client/'],
      'The client stands on the contract alone.',
    ),
    only(
      'widget-imports-client-and-contract',
      'packages/widget/src',
      ['^packages/(widget|client|contract)/src'],
      'The widget stands on the client alone; other pages load every byte of it.',
    ),
    only(
      'web-imports-client-and-contract',
      'apps/web/src',
      [
        '^apps/web/',
        '^packages/(client|contract)/src',
        'node_modules/(@sveltejs|svelte|svelte-sonner|uplot|@fontsource-variable)/',
        '^\\$',
        '\\$types$',
        '^(node:)?(async_hooks|util|zlib)$',
      ],
      'The site never sees the rules or the storage.',
    ),
    only(
      'server-imports-domain-contract-database',
      'apps/server/src',
      ['^apps/', '^packages/(domain|contract|database)/src', 'node_modules/', '^(node:)?[a-z_/]+$'],
      'The server stands on domain, contract and database.',
    ),
    {
      name: 'apps-do-not-meet',
      comment: 'An app never imports another app.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'features-meet-at-index',
      comment: 'A feature of the server imports another one only through its index.ts.',
      severity: 'error',
      from: { path: '^apps/server/src/([^/]+)/', pathNot: spec },
      to: { path: '^apps/server/src/[^/]+/', pathNot: '^apps/server/src/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'platform/ is below every feature.',
      severity: 'error',
      from: { path: '^apps/server/src/platform/', pathNot: spec },
      to: { path: '^apps/server/src/', pathNot: '^apps/server/src/platform/' },
    },
    {
      name: 'features-never-import-live',
      comment: 'live/ calls features, never the other way round.',
      severity: 'error',
      from: { path: '^apps/server/src/(?!live/)[^/]+/', pathNot: spec },
      to: { path: '^apps/server/src/live/' },
    },
    ...liveFolders.slice(1).map(below),
    {
      name: 'socket-io-only-in-live',
      comment: 'Only live/ touches Socket.IO on the server.',
      severity: 'error',
      from: { path: '^(apps/server|packages)/', pathNot: `^apps/server/src/live/|${spec}` },
      to: { path: 'node_modules/(socket\\.io|engine\\.io|@nestjs/platform-socket\\.io)/' },
    },
    {
      name: 'drivers-only-in-database',
      comment: 'Only packages/database speaks SQL.',
      severity: 'error',
      from: { path: '^(apps|packages|demo)/', pathNot: `^packages/database/|${spec}` },
      to: { path: 'node_modules/(kysely|pg|@electric-sql/pglite)/' },
    },
    {
      name: 'no-zod-in-browser',
      comment: 'Browser packages import only types and constants of the contract.',
      severity: 'error',
      from: { path: '^(apps/web|packages/(client|widget))/', pathNot: spec },
      to: { path: '^packages/contract/src/schemas\\.ts$|node_modules/zod/' },
    },
    {
      name: 'testing-only-in-specs',
      comment: 'packages/testing is for tests.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: `^packages/testing/|${spec}` },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'bench-stands-outside',
      comment: 'The bench measures the house as it is built, from outside.',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^apps/' },
    },
    {
      name: 'nobody-imports-bench',
      comment: 'Nothing stands on the bench.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'no-cycles',
      comment: 'No import knots, type-only ones included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: { pathNot: '^apps/web/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/[^/]+/(dist|build|\\.svelte-kit)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'types', 'import', 'node', 'default'],
    },
  },
};
