import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The variable that names the folder which all test files of one run share. */
export const runFolderVariable = 'HIKYAKU_TEST_RUN'

/** Vitest calls it before all test files, and what it gives after them. */
export default function makeRunFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-run-'))
  process.env[runFolderVariable] = folder
  return () => {
    rmSync(folder, { recursive: true, force: true })
  }
}
