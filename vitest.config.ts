import { defineConfig } from 'vitest/config'

/** Rules and formats alone, and pages: no file leaves anything behind, so a worker takes many. */
const pure = [
  'src/{base,errors,domain,practice}/**/*.test.ts',
  'src/wire/{bms,jx,xml}/**/*.test.ts',
  'test/docs/**/*.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pure],
        },
      },
    ],
    globalSetup: 'test/support/run-folder.ts',
    setupFiles: ['test/support/fixed-seed.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The default of a second is for a machine that has nothing else to do.
    expect: { poll: { timeout: 30_000 } },
  },
})
