import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** The variable that names the folder which all test files of one run share. */
export const runFolderVariable = 'HIKYAKU_TEST_RUN'

/** Where the programs are that a run bundles. */
export function bundlesOf(run: string): string {
  const modules = join(import.meta.dirname, '..', '..', 'node_modules')
  return join(modules, `.campaign-${basename(run)}`)
}

/**
 * Vitest calls it before all test files, and what it gives after them. Processes that tests start
 * find what Node.js has compiled for the one before them, as `bin/hikyaku` lets it: half the
 * processor time of their start.
 */
export default function makeRunFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-run-'))
  process.env[runFolderVariable] = folder
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache')
  return () => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(bundlesOf(folder), { recursive: true, force: true })
  }
}
