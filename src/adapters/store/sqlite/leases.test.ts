import { mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { steppingClock } from '../../../base/clock.ts'
import type { Ledger } from '../../../domain/exchange/index.ts'
import { openForTest } from '../../../../test/contract/open-sqlite.ts'
import { start } from '../../../../test/contract/samples.ts'

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

function write(row: { pid: number; host: string; seconds: number }): void {
  const database = new Sqlite(join(folder, 'hikyaku.db'))
  const until = new Date(start.getTime() + row.seconds * 1000).toISOString()
  database
    .prepare('INSERT INTO lease (name, holder, pid, host, expires_at) VALUES (?, ?, ?, ?, ?)')
    .run('serve', 'another', row.pid, row.host, until)
  database.close()
}

test('is free if our own number is that of an earlier process, as after a restart in a container', async () => {
  write({ pid: process.pid, host: hostname(), seconds: 60 })
  expect(await ledger.lease('serve')).toHaveProperty('release')
})

test('is held by a process of another machine until it expires', async () => {
  write({ pid: 1, host: 'another-host', seconds: 60 })
  expect(await ledger.lease('serve')).toEqual({ heldBy: 'pid 1, another-host' })
})

test('is free if it expired, whoever holds it', async () => {
  write({ pid: process.ppid, host: hostname(), seconds: -1 })
  expect(await ledger.lease('serve')).toHaveProperty('release')
})

test('is held by another living process of this machine', async () => {
  write({ pid: process.ppid, host: hostname(), seconds: 60 })
  expect(await ledger.lease('serve')).toEqual({ heldBy: `pid ${process.ppid}, ${hostname()}` })
})
