import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.spec.ts',
      'apps/server/src/**/*.spec.ts',
      'apps/web/src/**/*.spec.ts',
      'tools/**/*.spec.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
