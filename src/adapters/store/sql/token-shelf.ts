import type { Kysely, Selectable } from 'kysely'
import { HikyakuError } from '../../../errors/index.ts'
import type { AccountRole, ApiToken, TokenShelf } from '../../../domain/accounts/index.ts'
import type { ApiTokenTable, Schema } from './schema.ts'
import { write } from './writing.ts'

/** Keys of programs that use the API, on any database that Kysely speaks to. */
export function tokenShelf(db: Kysely<Schema>): TokenShelf {
  return {
    add: write(async (token) => {
      const done = await db
        .insertInto('api_token')
        .values(rowOf(token))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (done.numInsertedOrUpdatedRows === 0n) {
        throw new HikyakuError('token-exists', { token: token.name })
      }
    }),
    findByHash: async (tokenHash) => {
      const row = await db
        .selectFrom('api_token')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      return row === undefined ? undefined : tokenOf(row)
    },
    list: async () => {
      const rows = await db.selectFrom('api_token').selectAll().orderBy('name').execute()
      return rows.map(tokenOf)
    },
    used: write(async (name, at) => {
      await db
        .updateTable('api_token')
        .set({ last_used_at: at.toISOString() })
        .where('name', '=', name)
        .execute()
    }),
    remove: write(async (name) => {
      const done = await db.deleteFrom('api_token').where('name', '=', name).executeTakeFirst()
      return done.numDeletedRows > 0n
    }),
  }
}

function rowOf(token: ApiToken): ApiTokenTable {
  return {
    name: token.name,
    role: token.role,
    token_hash: token.tokenHash,
    created_at: token.createdAt.toISOString(),
    created_by: token.createdBy,
    last_used_at: token.lastUsedAt?.toISOString() ?? null,
  }
}

function tokenOf(row: Selectable<ApiTokenTable>): ApiToken {
  return {
    name: row.name,
    role: row.role as AccountRole,
    tokenHash: row.token_hash,
    createdAt: new Date(row.created_at),
    createdBy: row.created_by,
    ...(row.last_used_at === null ? {} : { lastUsedAt: new Date(row.last_used_at) }),
  }
}
