import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

import { repository } from '../docs/repository.ts'
import { runFolderVariable } from '../support/run-folder.ts'

/** Milliseconds that the files of a run wait for the one that builds. */
const patience = 170_000

/**
 * Builds the console as `npm run build:web` does: for production, whatever runs the test. It is
 * built once in a run of tests, by the file that comes first; nobody may change what is there.
 *
 * @returns the folder
 */
export async function builtConsole(): Promise<string> {
  const shared = process.env[runFolderVariable]
  if (shared === undefined) return buildOwn()
  const folder = join(shared, 'console')
  const outcome = join(shared, 'console-outcome')
  if (claim(folder)) {
    const failure = await build(folder).then(
      () => '',
      (error: unknown) => String(error),
    )
    writeFileSync(outcome, failure)
  }
  const until = performance.now() + patience
  while (!existsSync(outcome) && performance.now() < until) await setTimeout(100)
  const failure = readFileSync(outcome, 'utf8')
  if (failure !== '') throw new Error(failure)
  return folder
}

/** For a script that is no test: gone with its process. */
async function buildOwn(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-console-'))
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  await build(folder)
  return folder
}

/** Whether this file of tests is the first one. */
function claim(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function build(folder: string): Promise<void> {
  const vite = dirname(createRequire(import.meta.url).resolve('vite/package.json'))
  const options = ['--logLevel', 'warn', '--outDir', folder, '--emptyOutDir']
  await promisify(execFile)(
    process.execPath,
    [join(vite, 'bin', 'vite.js'), 'build', 'web', ...options],
    { cwd: repository, env: { ...process.env, NODE_ENV: 'production' } },
  )
}
