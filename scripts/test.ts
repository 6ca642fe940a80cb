import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { summaryOf, type Report } from './test-summary.ts'

/** `npm test`: runs all tests, prints the runner's own output, and ends with one line. */
const folder = mkdtempSync(join(tmpdir(), 'hikyaku-test-'))
const file = join(folder, 'report.json')
const packageFile = createRequire(import.meta.url).resolve('vitest/package.json')
const vitest = join(dirname(packageFile), 'vitest.mjs')
const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]

const child = spawn(process.execPath, [vitest, ...options, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
child.once('exit', (code) => {
  const summary = summaryOf(readReport(), code ?? 1)
  rmSync(folder, { recursive: true, force: true })
  console.log(summary.line)
  process.exitCode = summary.exitCode
})

/** No report at all: the runner did not get that far. */
function readReport(): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}
