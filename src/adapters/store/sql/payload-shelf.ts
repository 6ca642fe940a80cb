import type { Kysely } from 'kysely'
import type { PayloadShelf } from '../../../domain/exchange/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Payloads in rows, on any database that Kysely speaks to; each is written with its document. */
export function payloadShelf(db: Kysely<Schema>): PayloadShelf {
  return {
    find: async (id) => {
      const row = await db
        .selectFrom('document')
        .leftJoin('payload', 'payload.seq', 'document.seq')
        .select(['document.payload_in', 'payload.bytes'])
        .where('document.id', '=', id)
        .executeTakeFirst()
      if (row?.payload_in !== 'row') return { in: 'file' }
      return row.bytes === null ? { in: 'row' } : { in: 'row', bytes: row.bytes }
    },
    remove: write(async (ids) => {
      if (ids.length === 0) return
      const seqs = db.selectFrom('document').select('seq').where('id', 'in', ids)
      await db.deleteFrom('payload').where('seq', 'in', seqs).execute()
    }),
  }
}
