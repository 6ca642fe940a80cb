import type { Kysely, Selectable } from 'kysely'

import type { ExcusedDay, ExcusedDays } from '../../../domain/flows/index.ts'
import type { ExcusedDayTable } from './schema-past-days.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Days on which nothing comes or goes of a flow, on any database that Kysely speaks to. */
export function excusedDays(db: Kysely<Schema>): ExcusedDays {
  return {
    add: write(async ({ flowId, day, reason, by, at }) => {
      const done = await db
        .insertInto('excused_day')
        .values({ flow_id: flowId, day, reason, excused_by: by, excused_at: at.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return done.numInsertedOrUpdatedRows === 1n
    }),
    remove: write(async ({ flowId, day }) => {
      const done = await db
        .deleteFrom('excused_day')
        .where('flow_id', '=', flowId)
        .where('day', '=', day)
        .executeTakeFirst()
      return done.numDeletedRows === 1n
    }),
    of: async (flowId, { from, to }) => {
      const rows = await db
        .selectFrom('excused_day')
        .selectAll()
        .where('flow_id', '=', flowId)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .orderBy('day')
        .execute()
      return rows.map(dayOf)
    },
  }
}

function dayOf(row: Selectable<ExcusedDayTable>): ExcusedDay {
  return {
    flowId: row.flow_id,
    day: row.day,
    reason: row.reason,
    by: row.excused_by,
    at: new Date(row.excused_at),
  }
}
