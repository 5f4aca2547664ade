import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules and rooms',
          include: [
            'packages/*/src/**/*.spec.ts',
            'apps/*/src/**/*.spec.ts',
            'demo/**/*.spec.ts',
            'tools/**/*.spec.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Whole houses with browsers: one file after the other, so that they do not starve each other.
        test: {
          name: 'journeys',
          include: ['tests/e2e/**/*.e2e.ts', 'tests/chaos/**/*.chaos.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // Browsers and whole houses on two cores: a journey that stalled once may show itself again, and is reported as such.
          retry: 1,
        },
      },
    ],
  },
});
