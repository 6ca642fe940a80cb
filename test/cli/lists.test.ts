import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { type, words, type Outcome, type TerminalOptions } from './terminal.ts'

let directory: string
let moment = '2026-09-23T12:00:00'

const run = (line: string, options: Partial<TerminalOptions> = {}): Promise<Outcome> =>
  type(words(line), {
    directory,
    clock: { ...systemClock, now: () => new Date(moment) },
    ...options,
  })

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hikyaku-lists-'))
  await run('init')
  await run(
    'partner add p --jx-server https://127.0.0.1:1/jx --own-id 1 --partner-id 2 --retries 0',
  )
  for (const [day, name] of [
    ['22', 'a'],
    ['23', 'b'],
    ['24', 'c'],
  ] as const) {
    moment = `2026-09-${day}T23:59:59`
    writeFileSync(join(directory, `${name}.xml`), `<${name}/>`)
    await run(`send p ${name}.xml --document-type Order --queue`)
  }
})
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

async function filesOf(options: string): Promise<string[]> {
  const { stdout, stderr, status } = await run(`--json document list ${options}`)
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => (JSON.parse(line) as { fileName: string }).fileName)
}

describe('a list of documents', () => {
  test.each([
    ['--from 2026-09-23', ['c.xml', 'b.xml']],
    ['--to 2026-09-23', ['b.xml', 'a.xml']],
    ['--from yesterday --to yesterday', ['b.xml']],
    ['--from today', ['c.xml']],
    ['--from 2026-09-25', []],
  ])('%s holds whole days, both included', async (options, files) => {
    expect(await filesOf(options)).toEqual(files)
  })

  test('shows kind in words and file name', async () => {
    const { stdout } = await run('--lang ja document list --from today')
    expect(stdout).toMatch(/送信ボックス.* 発注 \(Order\) .*c\.xml/u)
    const { stdout: english } = await run('--lang en document list --from today')
    expect(english).toMatch(/ Order .*c\.xml/u)
  })

  test.each(['2026-02-30', '2026-13-01', '24.9.2026', 'tomorrow', ''])(
    'knows no date %s, and says how one is written',
    async (date) => {
      const { stderr, status } = await run(`--lang en document list --from "${date}"`)
      expect(status).toBe(3)
      expect(stderr).toContain('it is written 2026-09-24')
    },
  )
})

test('exchanges and faults are listed by days too', async () => {
  for (const list of ['exchange list', 'fault list']) {
    expect(await run(`${list} --from 2026-09-01 --to today`)).toMatchObject({ status: 0 })
  }
})

describe('receive --into a folder that is not there', () => {
  const receive = 'receive p --into new/in'

  test('is refused in a script', async () => {
    const { stderr, status } = await run(`--lang en ${receive}`)
    expect([status, stderr]).toEqual([3, expect.stringContaining('--make')])
    expect(readdirSync(directory)).not.toContain('new')
  })

  test('is asked about at a terminal; what is no yes is a no', async () => {
    const { stderr, status } = await run(`--lang en ${receive}`, { isTTY: true, stdin: '\n' })
    expect([status, stderr]).toEqual([3, expect.stringContaining('Make it? [y/N]')])
    expect(readdirSync(directory)).not.toContain('new')
  })

  test('makes it with --make', async () => {
    await run(`${receive} --make`)
    expect(readdirSync(join(directory, 'new', 'in'))).toEqual([])
  })

  test('a file in its place, and --make alone, are refused', async () => {
    mkdirSync(join(directory, 'other'))
    const refused = await run('--lang en receive p --into a.xml --make')
    expect([refused.status, refused.stderr]).toEqual([3, expect.stringContaining('is a file')])
    expect((await run('receive p --make')).status).toBe(3)
  })
})
