import { mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { steppingClock } from '../../../base/clock.ts'
import type { Ledger } from '../../../domain/exchange/index.ts'
import { openForTest } from '../../../../test/contract/open-sqlite.ts'
import { start } from '../../../../test/contract/samples.ts'
import { lockNewFile } from '../files/process-lock.ts'

let folder: string
let ledger: Ledger

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-leases-'))
  ledger = await openForTest(folder, steppingClock(start))
})

afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A row as another process leaves it; `process` is its name in the folder of processes. */
function write(row: { process: string; pid?: number; host?: string }): void {
  const database = new Sqlite(join(folder, 'hikyaku.db'))
  database
    .prepare(
      `INSERT INTO lease (name, holder, process, pid, host, taken_at)
       VALUES ('serve', 'another', ?, ?, ?, ?)`,
    )
    .run(row.process, row.pid ?? process.pid, row.host ?? hostname(), start.toISOString())
  database.close()
}

const nameOf = (): string => `${process.pid}-0THER`

test('is free if its holder is gone, though another process has its number now', async () => {
  write({ process: `${process.ppid}-G0NE`, pid: process.ppid })
  expect(await ledger.lease('serve')).toHaveProperty('release')
})

test('is free if its holder left its file behind, and held while the file is locked', async () => {
  const path = join(folder, 'processes', nameOf())
  const lock = lockNewFile(path)
  write({ process: nameOf() })
  expect(await ledger.lease('serve')).toHaveProperty('heldBy')
  lock?.release('keep')
  expect(await ledger.lease('serve')).toHaveProperty('release')
})

test('is held by a process of another host or namespace, whose number is nobody’s here', async () => {
  const lock = lockNewFile(join(folder, 'processes', nameOf()))
  write({ process: nameOf(), pid: 4_194_305, host: 'another-host' })
  expect(await ledger.lease('serve')).toEqual({ heldBy: 'pid 4194305, another-host' })
  lock?.release('remove')
})
