import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { lostFrames } from './log-frames.ts'

let folder: string
let path: string
let database: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-log-'))
  path = join(folder, 'a.db')
  database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE t (x)')
  insert(20)
})

afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

function insert(rows: number): void {
  for (let row = 0; row < rows; row += 1) {
    database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(500))
  }
}

/** The files as a process that was killed leaves them. */
function crashed(): string {
  const copy = join(folder, 'copy')
  rmSync(copy, { recursive: true, force: true })
  for (const end of ['', '-wal', '-shm']) cpSync(path + end, join(copy, `a.db${end}`))
  return join(copy, 'a.db')
}

test('a log that a crash left is whole', () => {
  expect(lostFrames(crashed())).toBe(false)
})

test('a log that was cut, at whatever byte, lost some', () => {
  const copy = crashed()
  const { size } = statSync(`${copy}-wal`)
  for (const bytes of [0, 31, 32, 40, 4000, size - 4120, size - 1]) {
    copyFileSync(`${path}-wal`, `${copy}-wal`)
    truncateSync(`${copy}-wal`, bytes)
    expect([bytes, lostFrames(copy)]).toEqual([bytes, true])
  }
})

test('a log in which a bit tipped lost some, wherever it is', () => {
  const copy = crashed()
  const whole = readFileSync(`${path}-wal`)
  for (let at = 0; at < whole.byteLength; at += 997) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(`${copy}-wal`, bytes)
    expect([at, lostFrames(copy)]).toEqual([at, true])
  }
})

test('a log of before is missed, and what was written behind the last commit is not', () => {
  const older = readFileSync(`${path}-wal`)
  database.pragma('wal_checkpoint(RESTART)')
  insert(3)
  const copy = crashed()
  writeFileSync(`${copy}-wal`, older)
  expect(lostFrames(copy)).toBe(true)
  writeFileSync(`${copy}-wal`, Buffer.concat([readFileSync(`${path}-wal`), Buffer.alloc(4120, 7)]))
  expect(lostFrames(copy)).toBe(false)
})

test('what is in the database already is not missed', () => {
  database.pragma('wal_checkpoint(FULL)')
  const copy = crashed()
  truncateSync(`${copy}-wal`, 100)
  expect(lostFrames(copy)).toBe(false)
})

test('an index that is older, damaged or gone says nothing', () => {
  const older = readFileSync(`${path}-shm`)
  database.pragma('wal_checkpoint(RESTART)')
  insert(3)
  const copy = crashed()
  writeFileSync(`${copy}-shm`, older)
  expect(lostFrames(copy)).toBe(false)
  truncateSync(`${copy}-wal`, 4000)
  for (const index of [older.subarray(0, 90), Buffer.alloc(32_768), Buffer.alloc(0)]) {
    writeFileSync(`${copy}-shm`, index)
    expect(lostFrames(copy)).toBe(false)
  }
  rmSync(`${copy}-shm`)
  expect(lostFrames(copy)).toBe(false)
})

test('beside a writer that begins its log anew again and again nothing is missed', async () => {
  const script = `
    const { default: Sqlite } = await import('better-sqlite3')
    const database = new Sqlite(${JSON.stringify(path)})
    database.pragma('wal_autocheckpoint = 20')
    process.send('ready')
    const end = Date.now() + 1500
    while (Date.now() < end) database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(500))
    database.pragma('wal_checkpoint(TRUNCATE)')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  await once(child, 'message')
  let looks = 0
  while (child.exitCode === null && child.signalCode === null) {
    for (let look = 0; look < 20; look += 1) if (lostFrames(path)) looks = Number.NaN
    looks += 20
    await new Promise((resolve) => setImmediate(resolve))
  }
  await ended
  expect(looks).toBeGreaterThan(0)
})
