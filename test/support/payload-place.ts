import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'

/** Above what stands in a row: the payload of such a text is a file. */
export const largeText = '<order/>'.repeat(10_000)

/** The same text, made so long that its payload is a file. */
export function forFile(text: string): string {
  return `${text}<!--${' '.repeat(70_000)}-->`
}

/** Where the payload of a document lies if it is a file. */
export function payloadFile(home: string, id: string): string {
  return join(home, 'documents', id.slice(2, 8), id)
}

/** Whether the payload of a document is there, in its row or as a file. */
export function hasPayload(home: string, id: string): boolean {
  return existsSync(payloadFile(home, id)) || inDatabase(home, (database) => hasRow(database, id))
}

/** Damages a payload wherever it stands: it has other bytes from now on, or is gone. */
export function damagePayload(home: string, id: string, bytes?: Uint8Array): void {
  const isRow = inDatabase(home, (database) => {
    if (!hasRow(database, id)) return false
    const seq = database.prepare('SELECT seq FROM document WHERE id = ?').pluck().get(id)
    if (bytes === undefined) database.prepare('DELETE FROM payload WHERE seq = ?').run(seq)
    else database.prepare('UPDATE payload SET bytes = ? WHERE seq = ?').run(bytes, seq)
    return true
  })
  if (isRow) return
  if (bytes === undefined) rmSync(payloadFile(home, id))
  else writeFileSync(payloadFile(home, id), bytes)
}

function hasRow(database: Database, id: string): boolean {
  const row = 'SELECT 1 FROM payload JOIN document USING (seq) WHERE id = ?'
  return database.prepare(row).get(id) !== undefined
}

function inDatabase<T>(home: string, work: (database: Database) => T): T {
  const database = new Sqlite(join(home, 'hikyaku.db'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}
