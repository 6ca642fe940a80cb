import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { build } from 'vite'

import { bundlesOf, runFolderVariable } from '../support/run-folder.ts'

const packageFolder = join(import.meta.dirname, '..', '..')

/**
 * Joins a program and all it imports into one file: the same code, but a process that starts
 * in a quarter of the time, and the campaign starts hundreds. Joined once; it is gone with the
 * run of tests, or with the process that asked.
 *
 * @returns the file
 */
export function bundleProcess(entry: string): Promise<string> {
  const known = bundles.get(entry) ?? bundle(entry)
  bundles.set(entry, known)
  return known
}

/** Inside the package, so that the native module is found from there. */
function makeFolder(): string {
  const run = process.env[runFolderVariable]
  if (run !== undefined) {
    mkdirSync(bundlesOf(run), { recursive: true })
    return mkdtempSync(join(bundlesOf(run), 'program-'))
  }
  const folder = mkdtempSync(join(packageFolder, 'node_modules', '.campaign-'))
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

const bundles = new Map<string, Promise<string>>()

async function bundle(entry: string): Promise<string> {
  const folder = makeFolder()
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
      minify: true,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'process.mjs', codeSplitting: false } },
    },
  })
  return join(folder, 'process.mjs')
}
