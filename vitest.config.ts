import { defineConfig } from 'vitest/config'

const pure = [
  'packages/core/src/**/*.test.ts',
  'packages/programmes/src/**/*.test.ts',
  'packages/contract/src/**/*.test.ts',
  'packages/console/src/**/*.test.ts',
]

export default defineConfig({
  test: {
    reporters: ['default', './test/tally.ts'],
    maxWorkers: 2,
    projects: [
      { test: { name: 'core', include: pure, isolate: false } },
      {
        test: {
          name: 'server',
          include: ['packages/server/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: './test/browser/setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
          fileParallelism: false,
        },
      },
    ],
  },
})
