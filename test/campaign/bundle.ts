import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { build } from 'vite'

const packageFolder = join(import.meta.dirname, '..', '..')

/** A process with all it imports as one file. */
export interface Bundle {
  readonly file: string
  remove(): void
}

/**
 * Joins a program and all it imports into one file: the same code, but a process that starts
 * in a quarter of the time, and the campaign starts hundreds.
 */
export async function bundleProcess(entry: string): Promise<Bundle> {
  // Inside the package, so that the native module is found from there.
  const folder = mkdtempSync(join(packageFolder, 'node_modules', '.campaign-'))
  await build({
    configFile: false,
    root: packageFolder,
    logLevel: 'error',
    // The one is native; the other has to come before everything.
    ssr: { noExternal: true, external: ['better-sqlite3', 'reflect-metadata'] },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'process.mjs', codeSplitting: false } },
    },
  })
  return {
    file: join(folder, 'process.mjs'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
