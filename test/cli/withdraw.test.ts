import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type, words, type Outcome, type TerminalOptions } from './terminal.ts'

let directory: string

const run = (line: string, options: Partial<TerminalOptions> = {}): Promise<Outcome> =>
  type(words(`--lang en ${line}`), { directory, ...options })

async function ids(): Promise<string[]> {
  const { stdout } = await run('--json document list')
  return stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id)
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hikyaku-withdraw-'))
  await run('init')
  await run('partner add p --jx-server https://edi.example.co.jp/jx --own-id 1 --partner-id 2')
  for (const name of ['a', 'b']) writeFileSync(join(directory, `${name}.xml`), `<${name}/>`)
})
afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

describe('document cancel, hold and release', () => {
  test('of several, each is done that can be; then the partner can be removed', async () => {
    await run('send p a.xml b.xml --document-type Order --queue')
    const [b = '', a = ''] = await ids()
    expect((await run('partner remove p')).status).toBe(3)
    const held = await run(`document hold ${a} ${b} --reason "not yet"`)
    expect([held.status, held.stdout]).toEqual([0, expect.stringContaining('“held”')])
    const some = await run(`document release ${a} D-261124-7F3K9Q2M4T ${b} --reason "go on"`)
    expect([some.status, some.stderr]).toEqual([3, expect.stringContaining('20131103')])
    expect(some.stdout.match(/“waiting”/g)).toHaveLength(2)
    const cancelled = await run(`document cancel ${a} ${b} --reason "wrong"`)
    expect(cancelled).toMatchObject({ status: 0, stderr: '' })
    const again = await run(`document cancel ${a} --reason "wrong"`)
    expect([again.status, again.stderr]).toEqual([3, expect.stringContaining('20131141')])
    expect((await run('document list --state cancelled')).stdout).toContain(a)
    expect((await run('audit list')).stdout).toContain('document.cancel')
    expect((await run('partner remove p')).status).toBe(0)
  })

  test('need a reason', async () => {
    expect((await run('document cancel D-261124-7F3K9Q2M4T')).status).toBe(3)
  })
})

describe('bytes that went to the partner as that kind a short while ago', () => {
  const send = 'send p a.xml b.xml --document-type Order --queue'

  test('are refused with the earlier id, and nothing is queued', async () => {
    await run('send p a.xml --document-type Order --queue')
    const [earlier = ''] = await ids()
    const refused = await run(send)
    expect(refused.status).toBe(3)
    expect(refused.stderr).toContain('20131144')
    expect(refused.stderr).toContain(earlier)
    expect(await ids()).toHaveLength(1)
    expect((await run('send p a.xml --document-type Invoice --queue')).status).toBe(0)
    expect((await run(`${send} --again`)).status).toBe(0)
    expect(await ids()).toHaveLength(4)
  })

  test('are asked about at a terminal', async () => {
    await run('send p a.xml --document-type Order --queue')
    const no = await run(send, { isTTY: true, stdin: '\n' })
    expect([no.status, no.stderr]).toEqual([3, expect.stringContaining('Send it again? [y/N]')])
    expect(await ids()).toHaveLength(1)
    const yes = await run(send, { isTTY: true, stdin: 'y\n' })
    expect(yes.status).toBe(0)
    expect(await ids()).toHaveLength(3)
  })

  test('named twice in one command, the second is refused', async () => {
    const twice = await run('send p a.xml a.xml --document-type Order --queue')
    expect([twice.status, twice.stderr]).toEqual([3, expect.stringContaining('20131144')])
    expect(await ids()).toHaveLength(1)
  })
})

test('who changes the ids of a partner is told what it means for what waits', async () => {
  await run('send p a.xml --document-type Order --queue')
  const { status, stderr } = await run('partner set p --own-id 9')
  expect([status, stderr]).toEqual([1, expect.stringMatching(/20131147: .* \(9 → 2\): 1\./)])
  expect((await run('partner set p --timeout 40')).status).toBe(1)
  await run(`document cancel ${(await ids())[0] ?? ''} --reason "old ids"`)
  expect((await run('partner set p --timeout 50')).status).toBe(0)
})
