import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { type, words, type Outcome } from './terminal.ts'

test('a sent document is queued again as a new one, and both are in the audit log', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'hikyaku-again-'))
  const run = (line: string): Promise<Outcome> => type(words(`--lang en ${line}`), { directory })
  const one = async (line: string): Promise<Record<string, string>> =>
    JSON.parse((await run(`--json ${line}`)).stdout) as Record<string, string>
  try {
    await run('init')
    const url = 'https://edi.example.co.jp/jx'
    await run(`partner add p --jx-server ${url} --own-id 1 --partner-id 2`)
    writeFileSync(join(directory, 'a.xml'), '<order/>')
    await run('send p a.xml --document-type Order --queue')
    const first = await one('document list')
    const waits = await run(`document send-again ${first['id'] ?? ''}`)
    expect([waits.status, waits.stderr]).toEqual([3, expect.stringContaining('20131143')])
    await run(`document cancel ${first['id'] ?? ''} --reason test`)
    const again = await one(`document send-again ${first['id'] ?? ''}`)
    expect(again).toMatchObject({
      ...first,
      state: 'waiting',
      id: expect.not.stringMatching(first['id'] ?? '') as string,
      messageId: expect.not.stringMatching(first['messageId'] ?? '') as string,
      createdAt: expect.any(String) as string,
      changedAt: expect.any(String) as string,
    })
    const { stdout } = await run('audit list')
    expect(stdout.match(/document\.upload/g)).toHaveLength(2)
    const none = await run('document send-again D-261124-7F3K9Q2M4T')
    expect([none.status, none.stderr]).toEqual([3, expect.stringContaining('20131')])
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
