import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stationKey } from '../../../../test/contract/open-sqlite.ts'
import { document, start } from '../../../../test/contract/samples.ts'
import type { Ledger, Tables } from '../../../domain/exchange/index.ts'
import { presenceIn } from '../files/presence.ts'
import { kyselyOn, openConnection, openReadingConnection } from '../sqlite/database.ts'
import { migrate } from '../sqlite/migrations.ts'
import { sealingWith } from './sealing.ts'
import { tablesOn } from './tables.ts'
import { writesAsCommits } from './writing.ts'

let folder: string
let writing: Database
let reading: Database
let commits: number
let read: Tables
let written: Tables

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-writing-'))
  const path = join(folder, 'hikyaku.db')
  writing = openConnection(path)
  migrate(writing)
  reading = openReadingConnection(path)
  const on = (database: Database): Tables =>
    tablesOn(kyselyOn(database, path), sealingWith(stationKey), presenceIn(folder))
  commits = 0
  read = on(reading)
  written = on(writing)
})

afterEach(() => {
  reading.close()
  writing.close()
  rmSync(folder, { recursive: true, force: true })
})

const commit: Ledger['commit'] = (work) => {
  commits += 1
  return work(written)
}

test('what is marked is a commit of its own, with what it was given and gives', async () => {
  const tables = writesAsCommits(read, commit)
  const one = document()
  expect(await tables.documents.keep(one)).toBeUndefined()
  expect(await tables.documents.keep(one)).toStrictEqual(one)
  expect(await tables.notices.first('k', start)).toBe(true)
  expect(await tables.notices.first('k', start)).toBe(false)
  expect(commits).toBe(4)
  expect(await tables.documents.find(one.id)).toStrictEqual(one)
  expect(await tables.documents.count({})).toBe(1)
  expect(commits).toBe(4)
})

test('a write that lacks the mark fails by name, and writes nothing', async () => {
  const forgotten: Tables = {
    ...read,
    documents: { ...read.documents, keep: (document) => read.documents.keep(document) },
  }
  const tables = writesAsCommits(forgotten, commit)
  await expect(tables.documents.keep(document())).rejects.toMatchObject({
    fault: 'database-failed',
    message: expect.stringContaining('SQLITE_READONLY') as string,
  })
  expect([commits, await tables.documents.count({})]).toEqual([0, 0])
})
