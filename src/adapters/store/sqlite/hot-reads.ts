import type { Database } from 'better-sqlite3'
import type { Selectable } from 'kysely'
import type { Tables } from '../../../domain/exchange/index.ts'
import { documentOf } from '../sql/document-row.ts'
import type { DocumentTable } from '../sql/schema.ts'
import { named } from './database.ts'

/** The statements that are read most; `test/stations/hot-plans.test.ts` holds how they are run. */
export const readTexts = {
  oldest: `SELECT * FROM document WHERE box = ? AND partner = ? AND state = ?
    ORDER BY seq LIMIT 1`,
  payload: `SELECT document.payload_in, payload.bytes FROM document
    LEFT JOIN payload USING (seq) WHERE document.id = ?`,
} as const

/** The same tables, of which what is asked at every call is prepared once. */
export function withHotReads(tables: Tables, database: Database, path: string): Tables {
  const oldest = database.prepare(readTexts.oldest)
  const payload = database.prepare(readTexts.payload)
  const { documents, payloads } = tables
  return {
    ...tables,
    documents: {
      ...documents,
      oldest: async (where, filter) => {
        const { box, partner, state, flowId } = where
        if (flowId !== undefined || filter !== undefined) return documents.oldest(where, filter)
        const row = named(path, () => oldest.get(box, partner, state))
        return documentOf(row as Selectable<DocumentTable> | undefined)
      },
    },
    payloads: {
      ...payloads,
      find: (id) =>
        Promise.resolve().then(() => {
          const row = named(path, () => payload.get(id)) as PayloadRow | undefined
          if (row?.payload_in !== 'row') return { in: 'file' }
          return row.bytes === null ? { in: 'row' } : { in: 'row', bytes: row.bytes }
        }),
    },
  }
}

interface PayloadRow {
  readonly payload_in: string
  readonly bytes: Uint8Array | null
}
