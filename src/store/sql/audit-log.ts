import type { Kysely, Selectable } from 'kysely'
import type { AuditEntry, AuditLog, AuditQuery } from '../../exchange/index.ts'
import { parseColumn } from './json-column.ts'
import type { AuditTable, Schema } from './schema.ts'

const defaultLimit = 1000

/** The audit log, on any database that Kysely speaks to. The database refuses changes to it. */
export function auditLog(db: Kysely<Schema>): AuditLog {
  return {
    append: async (entry) => {
      await db
        .insertInto('audit')
        .values({
          ...entry,
          at: entry.at.toISOString(),
          detail: JSON.stringify(entry.detail),
        })
        .execute()
    },
    last: async () => {
      const row = await db
        .selectFrom('audit')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? undefined : entryOf(row)
    },
    search: (query) => search(db, query),
    after: async (number, limit) => {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('number', '>', number)
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows.map(entryOf)
    },
  }
}

async function search(db: Kysely<Schema>, query: AuditQuery): Promise<readonly AuditEntry[]> {
  const { from, to, before, limit = defaultLimit } = query
  let found = db.selectFrom('audit').selectAll()
  for (const column of ['actor', 'action', 'subject'] as const) {
    const value = query[column]
    if (value !== undefined) found = found.where(column, '=', value)
  }
  if (from !== undefined) found = found.where('at', '>=', from.toISOString())
  if (to !== undefined) found = found.where('at', '<', to.toISOString())
  if (before !== undefined) found = found.where('number', '<', before)
  return (await found.orderBy('number', 'desc').limit(limit).execute()).map(entryOf)
}

function entryOf(row: Selectable<AuditTable>): AuditEntry {
  return {
    number: row.number,
    at: new Date(row.at),
    actor: row.actor,
    via: row.via as AuditEntry['via'],
    action: row.action,
    subject: row.subject,
    detail: parseColumn('audit.detail', row.detail) as AuditEntry['detail'],
    previous: row.previous,
    hash: row.hash,
  }
}
