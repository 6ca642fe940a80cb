import { defineConfig } from 'vitest/config'

/** What measures its own process, or breaks what a process stands on, has one to itself. */
const alone = [
  'src/adapters/channels/jx/server-hostile.test.ts',
  'src/adapters/programs/launch.test.ts',
  'src/adapters/store/files/process-lock.test.ts',
  'src/wire/http/long-chains.test.ts',
  'test/{acceptance,breaking,campaign,package}/**/*.test.ts',
  'test/stations/{odd-curves,sweep-beside}.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      // To load the program costs more than most files do with it: a worker takes many of them.
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['{src,test,web/src}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...alone],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
    globalSetup: 'test/support/run-folder.ts',
    setupFiles: ['test/support/fixed-seed.ts'],
    pool: 'forks',
    // One more than the cores of a small machine: many tests wait for the end of something.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The default of a second is for a machine that has nothing else to do.
    expect: { poll: { timeout: 30_000 } },
  },
})
