import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import type { AuditEntry, AuditHead, AuditLog, AuditQuery } from '../../../domain/accounts/index.ts'
import { parseColumn } from './json-column.ts'
import type { AuditTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { write } from './writing.ts'

const defaultLimit = 1000

/** The newest entry is sealed beside the log: who has the database alone cannot move it. */
const seal = { owner: 'audit', name: 'head' } as const
const sealLabel = 'audit/head'

const headForm = z.strictObject({ number: z.number(), hash: z.string() })

/** The audit log, on any database that Kysely speaks to. The database refuses changes to it. */
export function auditLog(db: Kysely<Schema>, sealing: Sealing): AuditLog {
  return {
    append: write(async (entry) => {
      await db
        .insertInto('audit')
        .values({
          ...entry,
          at: entry.at.toISOString(),
          detail: JSON.stringify(entry.detail),
        })
        .execute()
      const { number, hash } = entry
      const sealed = sealing.seal(sealLabel, JSON.stringify({ number, hash }))
      await db
        .insertInto('secret')
        .values({ ...seal, sealed })
        .onConflict((conflict) => conflict.columns(['owner', 'name']).doUpdateSet({ sealed }))
        .execute()
    }),
    head: async () => {
      const row = await db
        .selectFrom('secret')
        .selectAll()
        .where('owner', '=', seal.owner)
        .where('name', '=', seal.name)
        .executeTakeFirst()
      return row === undefined ? undefined : opened(sealing, row.sealed)
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

function opened(sealing: Sealing, sealed: Uint8Array): AuditHead | undefined {
  try {
    return headForm.parse(JSON.parse(sealing.open(sealLabel, sealed)))
  } catch {
    // Sealed under another key: as good as none, and no reason to stop the station's work.
    return undefined
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
