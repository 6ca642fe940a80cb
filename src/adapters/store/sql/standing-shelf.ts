import type { Kysely } from 'kysely'

import type { StandingShelf } from '../../../domain/exchange/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Faults that stand until their cause ends, on any database that Kysely speaks to. */
export function standingShelf(db: Kysely<Schema>): StandingShelf {
  return {
    find: async (key) => {
      const row = await db
        .selectFrom('standing_fault')
        .selectAll()
        .where('key', '=', key)
        .executeTakeFirst()
      return row === undefined ? undefined : { faultId: row.fault_id, since: new Date(row.since) }
    },
    begin: write(async (key, { faultId, since }) => {
      const values = { fault_id: faultId, since: since.toISOString() }
      await db
        .insertInto('standing_fault')
        .values({ key, ...values })
        .execute()
    }),
    end: write(async (key) => {
      await db.deleteFrom('standing_fault').where('key', '=', key).execute()
    }),
    keys: async () => {
      const rows = await db.selectFrom('standing_fault').select('key').orderBy('key').execute()
      return rows.map(({ key }) => key)
    },
  }
}
