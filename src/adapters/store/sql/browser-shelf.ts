import type { Kysely } from 'kysely'
import type { BrowserShelf } from '../../../domain/accounts/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** A user has few browsers; a program that signs in anew each time must not fill the database. */
const mostOfUser = 50

/** Browsers in which a user signed in before, on any database that Kysely speaks to. */
export function browserShelf(db: Kysely<Schema>): BrowserShelf {
  return {
    find: async (tokenHash) => {
      const row = await db
        .selectFrom('known_browser')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return { tokenHash, user: row.user, seenAt: new Date(row.seen_at) }
    },
    put: write(async ({ tokenHash, user, seenAt }) => {
      const seen_at = seenAt.toISOString()
      await db
        .insertInto('known_browser')
        .values({ token_hash: tokenHash, user, seen_at })
        .onConflict((conflict) => conflict.column('token_hash').doUpdateSet({ user, seen_at }))
        .execute()
      const newest = db
        .selectFrom('known_browser')
        .select('token_hash')
        .where('user', '=', user)
        .orderBy('seen_at', 'desc')
        .limit(mostOfUser)
      await db
        .deleteFrom('known_browser')
        .where('user', '=', user)
        .where('token_hash', 'not in', newest)
        .execute()
    }),
    removeOf: write(async (user) => {
      await db.deleteFrom('known_browser').where('user', '=', user).execute()
    }),
  }
}
