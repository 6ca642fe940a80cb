import type { Kysely } from 'kysely'
import type { FailureShelf } from '../../../domain/accounts/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Somebody with many names and addresses cannot fill the database. */
const mostKept = 10_000

/** Failed sign-ins, on any database that Kysely speaks to. */
export function failureShelf(db: Kysely<Schema>): FailureShelf {
  return {
    find: async (key) => {
      const row = await db
        .selectFrom('sign_in_failure')
        .selectAll()
        .where('key', '=', key)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return { key, count: row.count, at: new Date(row.at), until: new Date(row.until) }
    },
    put: write(async ({ key, count, at, until }) => {
      const change = { count, at: at.toISOString(), until: until.toISOString() }
      await db
        .insertInto('sign_in_failure')
        .values({ key, ...change })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(change))
        .execute()
      const newest = db
        .selectFrom('sign_in_failure')
        .select('key')
        .orderBy('at', 'desc')
        .limit(mostKept)
      await db.deleteFrom('sign_in_failure').where('key', 'not in', newest).execute()
    }),
    remove: write(async (key) => {
      await db.deleteFrom('sign_in_failure').where('key', '=', key).execute()
    }),
  }
}
