import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  canMount,
  mountSmallDisk,
  withoutPrivileges,
  openFolder,
  type SmallDisk,
} from '../contract/limits-of-the-machine.ts'
import { type, words, type Outcome } from './terminal.ts'

const hikyaku = (directory: string, line: string): Promise<Outcome> =>
  type(words(line), { directory })

describe.runIf(canMount)('a full disk', () => {
  let disk: SmallDisk

  beforeEach(() => {
    disk = mountSmallDisk(1200)
  })

  afterEach(() => {
    disk.end()
  })

  test.each([
    ['en', 'The disk is full', 'Free some space'],
    ['ja', 'ディスク', '空き'],
  ])('is told (%s), and leaves neither document nor draft', async (lang, said, remedy) => {
    const { path } = disk
    writeFileSync(join(path, 'password'), 'x'.repeat(12), { mode: 0o600 })
    await hikyaku(path, 'init')
    await hikyaku(
      path,
      'partner add r --jx-client --own-id 1 --partner-id 2 --user u --password-file password',
    )
    // Sparse: the file itself takes no room.
    execFileSync('truncate', ['-s', '3M', join(path, 'order.xml')])
    const sent = await hikyaku(path, `send r order.xml --document-type Order --lang ${lang}`)
    expect(sent.status).toBe(4)
    for (const text of ['20141103', said, remedy]) expect(sent.stderr).toContain(text)
    expect((await hikyaku(path, 'document list --json')).stdout).toBe('')
    expect(readdirSync(join(path, 'home', 'incoming'))).toEqual([])
  })
})

test.runIf(process.platform !== 'win32')(
  'a home that is another’s is refused by name',
  async () => {
    const folder = openFolder()
    await hikyaku(folder, 'init')

    const refused = await withoutPrivileges(() => hikyaku(folder, 'partner list --lang en'))
    rmSync(folder, { recursive: true })
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('20141102')])
  },
)
