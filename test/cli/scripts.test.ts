import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { type, words, type Outcome } from './terminal.ts'

/**
 * Each script is a session at a terminal: `$ hikyaku …`, then the output (stderr lines
 * after `!`), then `? STATUS`; `+ FILE TEXT` writes a file. Ids, moments and folders
 * stand as [D], [time] and [here]. HIKYAKU_UPDATE_SCRIPTS=1 writes what was printed.
 */
const folder = join(import.meta.dirname, 'scripts')

for (const name of readdirSync(folder)) {
  test(`the script ${name} prints what it says`, async () => {
    const here = mkdtempSync(join(tmpdir(), 'hikyaku-script-'))
    try {
      const script = readFileSync(join(folder, name), 'utf8')
      const played = await play(script, here)
      if (process.env['HIKYAKU_UPDATE_SCRIPTS'] === '1') writeFileSync(join(folder, name), played)
      else expect(played).toBe(script)
    } finally {
      rmSync(here, { recursive: true, force: true })
    }
  })
}

async function play(script: string, here: string): Promise<string> {
  const played: string[] = []
  let isOutput = false
  for (const line of script.split('\n')) {
    // What was printed may begin with any sign.
    if (isOutput) {
      isOutput = !line.startsWith('? ')
      continue
    }
    if (line.startsWith('+ ')) {
      const [, file = '', text = ''] = /^\+ (\S+) ?(.*)$/.exec(line) ?? []
      writeFileSync(join(here, file), text, { mode: 0o600 })
    }
    if (/^[#+]|^$/.test(line)) played.push(line)
    if (!line.startsWith('$ hikyaku')) continue
    isOutput = true
    const outcome = await type(words(line.slice('$ hikyaku'.length)), { directory: here })
    played.push(line, ...linesOf(outcome, here), `? ${outcome.status}`)
  }
  return `${played.join('\n').trimEnd()}\n`
}

function linesOf({ stdout, stderr }: Outcome, here: string): string[] {
  const lines = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
  return [...lines(stdout), ...lines(stderr).map((line) => `! ${line}`)].map((line) =>
    line
      .replaceAll(here, '[here]')
      .replaceAll('\\', '/')
      .replaceAll(/\b([DXAF])-\d{6}-[0-9A-Z]{10,}/g, '[$1]')
      .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+Z)?/g, '[time]')
      .replaceAll(/\d{4}-\d\d-\d\d/g, '[day]')
      .replaceAll(/\d{14}-[0-9A-Z]{16}@/g, '[stamp]@')
      .trimEnd(),
  )
}
