import type { Kysely } from 'kysely'
import type { SessionShelf } from '../../../domain/accounts/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Signed-in browsers, on any database that Kysely speaks to. */
export function sessionShelf(db: Kysely<Schema>): SessionShelf {
  return {
    add: write(async ({ tokenHash, user, createdAt, seenAt }) => {
      const row = {
        token_hash: tokenHash,
        user,
        created_at: createdAt.toISOString(),
        seen_at: seenAt.toISOString(),
      }
      await db.insertInto('console_session').values(row).execute()
    }),
    find: async (tokenHash) => {
      const row = await db
        .selectFrom('console_session')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return {
        tokenHash,
        user: row.user,
        createdAt: new Date(row.created_at),
        seenAt: new Date(row.seen_at),
      }
    },
    seen: write(async (tokenHash, at) => {
      await db
        .updateTable('console_session')
        .set({ seen_at: at.toISOString() })
        .where('token_hash', '=', tokenHash)
        .execute()
    }),
    remove: write(async (tokenHash) => {
      await db.deleteFrom('console_session').where('token_hash', '=', tokenHash).execute()
    }),
    removeOf: write(async (user) => {
      await db.deleteFrom('console_session').where('user', '=', user).execute()
    }),
    sweep: write(async (madeBefore, seenBefore) => {
      await db
        .deleteFrom('console_session')
        .where((is) =>
          is.or([
            is('created_at', '<', madeBefore.toISOString()),
            is('seen_at', '<', seenBefore.toISOString()),
          ]),
        )
        .execute()
    }),
  }
}
