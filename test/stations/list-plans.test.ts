import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listQueries } from '../../bench/list-queries.ts'
import { makeHistory } from '../../bench/long-history.ts'
import type { Tables } from '../../src/domain/exchange/index.ts'
import { presenceIn } from '../../src/adapters/store/index.ts'
import { sealingWith } from '../../src/adapters/store/sql/sealing.ts'
import { tablesOn } from '../../src/adapters/store/sql/tables.ts'
import { kyselyOn } from '../../src/adapters/store/sqlite/database.ts'

const end = new Date('2026-04-01T00:00:00Z')
const queries = listQueries(end, 'D-250401-000000000300', 'F-000000000300')

let folder: string
let database: Database
let tables: Tables
let asked: string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-plans-'))
  await makeHistory(join(folder, 'home'), 600, end)
  const path = join(folder, 'home', 'hikyaku.db')
  database = new Sqlite(path, { verbose: (text) => asked.push(String(text)) })
  const presence = presenceIn(join(folder, 'home', 'processes'))
  tables = tablesOn(kyselyOn(database, path), sealingWith(Buffer.alloc(32)), presence)
})

afterAll(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What SQLite would do for each statement that a query makes. */
async function plansOf(query: (tables: Tables) => Promise<unknown>): Promise<string[]> {
  asked = []
  await query(tables)
  expect(asked.length).toBeGreaterThan(0)
  return asked.flatMap((sql) =>
    database
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .filter((detail) => !(walksFromTheEnd.test(sql) && detail.startsWith('SCAN'))),
  )
}

/** The order of the table itself, which ends at LIMIT; of so many names that most rows fit. */
const walksFromTheEnd =
  /^select \* from "\w+" (?:where "name" in \([^)]*\) )?order by "seq" desc limit \S+$/

/** A table or a whole index read from end to end; a walk along an index that ends at LIMIT is none. */
const scansAll = /^SCAN (?:document|exchange|fault|attempt)(?! USING (?:COVERING )?INDEX)/
const sortsAll = /USE TEMP B-TREE FOR ORDER BY/
/** A messageId, a document or an exchange has a handful of rows: those may be sorted. */
const ofOne = /USING INDEX (?:document_message|fault_exchange|fault_document) \(\w+=\?\)/

describe('no list reads or sorts a whole table, however long the history', () => {
  test.each(Object.keys(queries))('%s', async (name) => {
    const plans = await plansOf(queries[name]!)
    const few = plans.some((step) => ofOne.test(step))
    const bad = plans.filter((step) => scansAll.test(step) || (sortsAll.test(step) && !few))
    expect(bad).toEqual([])
  })

  test('and one that does is caught', async () => {
    asked = []
    const bySender = `SELECT * FROM document WHERE sender_id = '1' ORDER BY file_name`
    const plans = await plansOf(() => Promise.resolve(database.prepare(bySender).all()))
    expect(plans.some((step) => scansAll.test(step))).toBe(true)
    expect(plans.some((step) => sortsAll.test(step))).toBe(true)
  })
})

test('files on their way are found among themselves, however many were picked up', async () => {
  const plans = await plansOf(({ pickedFiles }) => pickedFiles.open({ id: 'f', folder: '/out' }))
  expect(plans).toContain('SCAN picked_file USING INDEX picked_file_open')
})
