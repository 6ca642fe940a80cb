import Sqlite, { type Database } from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandTexts } from '../../src/adapters/store/sqlite/commands.ts'
import { readTexts } from '../../src/adapters/store/sqlite/hot-reads.ts'
import { migrate } from '../../src/adapters/store/sqlite/migrations.ts'

let database: Database

beforeAll(() => {
  database = new Sqlite(':memory:')
  migrate(database)
})

afterAll(() => {
  database.close()
})

const planOf = (text: string): string =>
  database
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN ${text.replaceAll(/@\w+/g, "'x'").replaceAll('?', "'x'")}`,
    )
    .all()
    .map(({ detail }) => detail)
    .join('; ')

/** What is asked and written at every call, and at every opening of a home, by which index. */
test.each([
  ['the oldest of a mailbox', readTexts.oldest, 'document_queue (box=? AND partner=? AND state=?)'],
  ['a payload', readTexts.payload, 'sqlite_autoindex_document_1 (id=?)'],
  [
    'a key of a document whose record went',
    commandTexts.keep,
    'sqlite_autoindex_message_key_2 (box=? AND partner=? AND sender_id=? AND message_id=?',
  ],
  [
    'what a partner confirms',
    commandTexts.take,
    'sqlite_autoindex_document_2 (box=? AND partner=? AND sender_id=? AND message_id=?',
  ],
  ['the next number of a handshake', commandTexts.handshake, 'handshake_order'],
  [
    'exchanges without an end',
    'SELECT * FROM exchange WHERE ended_at IS NULL ORDER BY seq',
    'exchange_open',
  ],
  [
    'whether files are due',
    "SELECT 1 FROM document WHERE payload_in = 'file' AND payload_cleared_at IS NULL LIMIT 1",
    'document_in_file',
  ],
  [
    'what is to be given to a folder',
    `SELECT * FROM document WHERE box = 'inbox' AND partner = 'x' AND handed_over_at IS NULL
      ORDER BY seq DESC`,
    'document_to_give',
  ],
])('%s is found by its index', (_what, text, index) => {
  const plan = planOf(text)
  expect(plan).toContain(index)
  expect(plan).not.toMatch(/SCAN document(?! USING)/)
  // Flows are few: which of them a document belongs to may be sorted.
  expect(plan.replace(/SEARCH flow.*?TEMP B-TREE/, '')).not.toContain('TEMP B-TREE')
})
