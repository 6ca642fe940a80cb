import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite, { type Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../base/clock.ts'
import type { Tables } from '../../../domain/exchange/index.ts'
import { canMount, mountSmallDisk } from '../../../../test/contract/limits-of-the-machine.ts'
import { stationKey } from '../../../../test/contract/open-sqlite.ts'
import { document, fault } from '../../../../test/contract/samples.ts'
import { presenceIn } from '../files/presence.ts'
import { sealingWith } from '../sql/sealing.ts'
import { tablesOn } from '../sql/tables.ts'
import { kyselyOn, openConnection } from './database.ts'
import { GroupCommit } from './group-commit.ts'
import { openSqliteLedger } from './ledger.ts'
import { migrate } from './migrations.ts'

let folder: string
let path: string
let database: Database
let tables: Tables
let group: GroupCommit
let statements: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-group-'))
  path = join(folder, 'hikyaku.db')
  openConnection(path).close()
  statements = []
  database = new Sqlite(path, { verbose: (text) => statements.push(String(text)) })
  database.pragma('synchronous = FULL')
  migrate(database)
  tables = tablesOn(
    kyselyOn(database, path),
    sealingWith(stationKey),
    presenceIn(join(folder, 'processes')),
  )
  group = new GroupCommit(database, path, tables)
  statements.length = 0
})

afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const keep = (changes = {}): Promise<unknown> =>
  group.run((within) => within.documents.keep(document(changes)))
const times = (text: string): number => statements.filter((one) => one === text).length
const messageIds = (): Promise<string[]> =>
  tables.documents.search({}).then((found) => found.map(({ messageId }) => messageId).toSorted())

describe('works that run at the same time', () => {
  test('share one commit, and so one fsync', async () => {
    await Promise.all(Array.from({ length: 200 }, () => keep()))
    expect(await tables.documents.count({})).toBe(200)
    expect(times('COMMIT')).toBe(1)
  })

  test('share a few commits when they come in waves', async () => {
    for (let wave = 0; wave < 5; wave += 1) await Promise.all([keep(), keep(), keep()])
    expect(times('COMMIT')).toBe(5)
  })

  test('make groups of a bounded size', async () => {
    await Promise.all(Array.from({ length: 600 }, () => keep()))
    expect(times('COMMIT')).toBe(3)
    expect(await tables.documents.count({})).toBe(600)
  })

  test('are answered after their commit, and not before', async () => {
    const answered: string[] = []
    const works = [1, 2, 3].map(async () => {
      await keep()
      answered.push(statements.at(-1) ?? '')
    })
    await Promise.all(works)
    expect(answered).toEqual(['COMMIT', 'COMMIT', 'COMMIT'])
  })

  test('are all refused, by name, if the commit fails', async () => {
    // A deferred foreign key is checked by COMMIT itself: the one moment that fails for all.
    database.exec(`CREATE TABLE a (id TEXT PRIMARY KEY);
      CREATE TABLE b (a TEXT REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)`)
    database.pragma('foreign_keys = ON')
    const breaking = group.run(() => {
      database.exec(`INSERT INTO b VALUES ('missing')`)
      return Promise.resolve()
    })
    const results = await Promise.allSettled([keep(), breaking, keep()])
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { fault: 'database-failed' } })
    }
    expect(database.inTransaction).toBe(false)
    expect(await messageIds()).toEqual([])
    await keep({ messageId: 'afterwards' })
    expect(await messageIds()).toEqual(['afterwards'])
  })
})

describe('commands', () => {
  const insert = (id: string): Promise<unknown> =>
    group.runCommand(() => database.prepare('INSERT INTO kept VALUES (?)').run(id))
  const keptIds = (): unknown[] => database.prepare('SELECT id FROM kept').pluck().all()

  beforeEach(() => {
    database.exec('CREATE TABLE kept (id TEXT PRIMARY KEY)')
    statements.length = 0
  })

  test('share one commit, and no savepoint stands between them', async () => {
    await Promise.all(['a', 'b', 'c'].map(insert))
    expect([times('COMMIT'), times('SAVEPOINT work')]).toEqual([1, 0])
    expect(keptIds()).toEqual(['a', 'b', 'c'])
  })

  test('of which one fails are rolled back, and each is run alone: only that one is refused', async () => {
    const results = await Promise.allSettled(['a', 'b', 'a', 'c'].map(insert))
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(results[2]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } })
    expect(keptIds()).toEqual(['a', 'b', 'c'])
    expect(database.inTransaction).toBe(false)
  })

  test('stand apart from each other where works share their group', async () => {
    const results = await Promise.allSettled([insert('a'), keep(), insert('a'), insert('b')])
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(times('COMMIT')).toBe(1)
    expect(keptIds()).toEqual(['a', 'b'])
  })

  test('are not run again when it is the commit that fails', async () => {
    database.exec(`CREATE TABLE a (id TEXT PRIMARY KEY);
      CREATE TABLE b (a TEXT REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)`)
    database.pragma('foreign_keys = ON')
    let runs = 0
    const breaking = group.runCommand(() => {
      runs += 1
      database.exec(`INSERT INTO b VALUES ('missing')`)
    })
    const results = await Promise.allSettled([insert('a'), breaking])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect([runs, keptIds()]).toEqual([1, []])
  })
})

describe('another process’s lock', () => {
  test('is waited for while everything else goes on', async () => {
    const other = openConnection(path)
    other.exec('BEGIN IMMEDIATE')
    const kept = Promise.all([keep(), keep()])
    // A wait that held up the process would end as a failure before this one ends.
    for (let turn = 0; turn < 30; turn += 1) await pause(10)
    expect(times('COMMIT')).toBe(0)
    other.exec('COMMIT')
    await kept
    other.close()
    expect(await tables.documents.count({})).toBe(2)
  })

  test('is given up by name after a while, and the works with it', async () => {
    const other = openConnection(path)
    other.exec('BEGIN IMMEDIATE')
    const impatient = new GroupCommit(database, path, tables, 200)
    const kept = impatient.run((within) => within.documents.keep(document()))
    await expect(kept).rejects.toMatchObject({ fault: 'database-failed' })
    other.exec('ROLLBACK')
    other.close()
    await keep({ messageId: 'afterwards' })
    expect(await messageIds()).toEqual(['afterwards'])
  })
})

describe('a full disk', () => {
  const long = 'x'.repeat(100_000)

  function limitPages(more: number): void {
    const pages = database.pragma('page_count', { simple: true }) as number
    database.pragma(`max_page_count = ${pages + more}`)
  }

  test('is named, and keeps nothing of the group half', async () => {
    await keep({ messageId: 'before' })
    limitPages(4)
    const results = await Promise.allSettled([
      keep({ messageId: 'small 1' }),
      group.run(async (within) => {
        await within.documents.keep(document({ messageId: 'half' }))
        await within.faults.raise(fault({ params: { long } }))
      }),
      keep({ messageId: 'small 2' }),
    ])
    expect(results[1]).toMatchObject({ status: 'rejected', reason: { fault: 'disk-full' } })
    const kept = ['before']
    for (const [result, messageId] of [
      [results[0], 'small 1'],
      [results[2], 'small 2'],
    ] as const) {
      if (result.status === 'fulfilled') kept.push(messageId)
      else expect(result.reason).toMatchObject({ fault: 'disk-full' })
    }
    expect(await messageIds()).toEqual(kept)
    database.pragma('max_page_count = 1000000')
    await keep({ messageId: 'there is space again' })
    expect(await messageIds()).toContain('there is space again')
  })

  test('does not count as kept for a work that overlooked it', async () => {
    limitPages(4)
    const overlooking = group.run(async (within) => {
      await within.documents.keep(document({ messageId: 'half' }))
      await within.faults.raise(fault({ params: { long } })).catch(() => undefined)
    })
    const [result] = await Promise.allSettled([overlooking])
    database.pragma('max_page_count = 1000000')
    expect(await messageIds()).toEqual(result.status === 'fulfilled' ? ['half'] : [])
  })

  test.runIf(canMount)('that is a real one is named, and loses nothing kept before', async () => {
    const disk = mountSmallDisk(1024)
    const file = join(disk.path, 'hikyaku.db')
    const ledger = await openSqliteLedger({ path: file, stationKey, clock: systemClock })
    const told: string[] = []
    const failures: unknown[] = []
    while (failures.length < 5 && told.length < 1000) {
      const one = document({ fileName: 'x'.repeat(20_000) })
      await ledger.documents.keep(one).then(
        () => told.push(one.id),
        (error: unknown) => failures.push(error),
      )
    }
    for (const failure of failures) expect(failure).toMatchObject({ fault: 'disk-full' })
    expect(told.length).toBeGreaterThan(3)
    const kept = (await ledger.documents.search({})).map(({ id }) => id)
    expect(kept.toReversed()).toEqual(told)
    await ledger.close()
    const again = new Sqlite(file)
    expect(again.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(again.prepare('SELECT count(*) FROM document').pluck().get()).toBe(told.length)
    again.close()
    disk.end()
  })
})
