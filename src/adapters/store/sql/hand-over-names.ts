import type { Kysely } from 'kysely'

import type { HandOverNames } from '../../../domain/flows/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Names of files and the serials in them, on any database that Kysely speaks to. */
export function handOverNames(db: Kysely<Schema>): HandOverNames {
  return {
    nameOf: async (document) => {
      const row = await db
        .selectFrom('hand_over_name')
        .select('name')
        .where('document_id', '=', document)
        .executeTakeFirst()
      return row?.name
    },
    keep: write(async (document, name) => {
      await db.insertInto('hand_over_name').values({ document_id: document, name }).execute()
    }),
    next: write(async (flowId, day = '') => {
      const { last } = await db
        .insertInto('serial')
        .values({ flow_id: flowId, day, last: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['flow_id', 'day'])
            .doUpdateSet((is) => ({ last: is('serial.last', '+', 1) })),
        )
        .returning('last')
        .executeTakeFirstOrThrow()
      return last
    }),
  }
}
