import type { Kysely } from 'kysely'
import type { NoticeLog } from '../../../domain/handshakes/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** What was said once, on any database that Kysely speaks to. */
export function noticeLog(db: Kysely<Schema>): NoticeLog {
  return {
    first: write(async (key, at) => {
      const done = await db
        .insertInto('notice')
        .values({ key, at: at.toISOString() })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst()
      return done.numInsertedOrUpdatedRows !== 0n
    }),
    last: async (key) => {
      const row = await db
        .selectFrom('notice')
        .select('at')
        .where('key', '=', key)
        .executeTakeFirst()
      return row === undefined ? undefined : new Date(row.at)
    },
    again: write(async (key, moment) => {
      const at = moment.toISOString()
      await db
        .insertInto('notice')
        .values({ key, at })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ at }))
        .execute()
    }),
  }
}
