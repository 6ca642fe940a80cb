import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type, words, type Outcome } from './terminal.ts'
import { damagePayload } from '../support/payload-place.ts'

let folder: string
let id: string

const run = (line: string): Promise<Outcome> => type(words(line), { directory: folder })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-backup-'))
  writeFileSync(join(folder, 'password'), 'secret of a partner', { mode: 0o600 })
  writeFileSync(join(folder, 'order.xml'), '<order/>')
  await run('init')
  await run('partner add r --jx-client --own-id 1 --partner-id 2 --user u --password-file password')
  await run('send r order.xml order.xml --document-type Order --again')
  const { stdout } = await run('--json document list')
  id = (JSON.parse(stdout.split('\n')[0] ?? '') as { id: string }).id
  damagePayload(join(folder, 'home'), id, Buffer.from('damaged'))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('a backup of a home with a damaged document ends as a warning that names it, and so its restoration', async () => {
  for (const command of [
    'backup b.zip',
    'backup --leave-out-damaged c.zip',
    '--home again restore b.zip',
  ]) {
    const outcome = await run(command)
    expect([outcome.status, outcome.stderr]).toEqual([1, expect.stringContaining('20141142')])
    expect(outcome.stderr).toContain(id)
    expect(outcome.stdout).toMatch(/1 documents/)
  }
  const told = await run('--json backup d.zip')
  expect(JSON.parse(told.stdout)).toMatchObject({
    documents: 1,
    damaged: [{ name: expect.stringContaining(id) as string, problem: 'changed' }],
  })
})

test('a rotten backup is told from a place that is not right', async () => {
  writeFileSync(join(folder, 'rotten.zip'), 'PK not a zip')
  expect(await run('--home new restore rotten.zip')).toMatchObject({
    status: 4,
    stderr: expect.stringContaining('20141141') as string,
  })
  expect((await run('backup nowhere/b.zip')).stderr).toContain('20141109')
})
