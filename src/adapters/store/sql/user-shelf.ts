import type { Kysely, Selectable } from 'kysely'
import { HikyakuError } from '../../../errors/index.ts'
import type { AccountRole, User, UserShelf } from '../../../domain/accounts/index.ts'
import type { ConsoleUserTable, Schema } from './schema.ts'
import { write } from './writing.ts'

/** Users of the console, on any database that Kysely speaks to. */
export function userShelf(db: Kysely<Schema>): UserShelf {
  return {
    add: write(async (user) => {
      const done = await db
        .insertInto('console_user')
        .values(rowOf(user))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (done.numInsertedOrUpdatedRows === 0n) {
        throw new HikyakuError('user-exists', { user: user.name })
      }
    }),
    find: async (name) => {
      const row = await db
        .selectFrom('console_user')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : userOf(row)
    },
    list: async () => {
      const rows = await db.selectFrom('console_user').selectAll().orderBy('name').execute()
      return rows.map(userOf)
    },
    replace: write(async (user) => {
      const done = await db
        .updateTable('console_user')
        .set(rowOf(user))
        .where('name', '=', user.name)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    }),
    remove: write(async (name) => {
      await db.deleteFrom('console_session').where('user', '=', name).execute()
      await db.deleteFrom('known_browser').where('user', '=', name).execute()
      const done = await db.deleteFrom('console_user').where('name', '=', name).executeTakeFirst()
      return done.numDeletedRows > 0n
    }),
  }
}

function rowOf(user: User): ConsoleUserTable {
  return {
    name: user.name,
    role: user.role,
    password_hash: user.passwordHash,
    created_at: user.createdAt.toISOString(),
    last_login_at: user.lastLoginAt?.toISOString() ?? null,
  }
}

function userOf(row: Selectable<ConsoleUserTable>): User {
  return {
    name: row.name,
    role: row.role as AccountRole,
    passwordHash: row.password_hash,
    createdAt: new Date(row.created_at),
    ...(row.last_login_at === null ? {} : { lastLoginAt: new Date(row.last_login_at) }),
  }
}
