import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import type { AuditEntry, AuditHead, AuditLog, AuditQuery } from '../../../domain/accounts/index.ts'
import { parseColumn } from './json-column.ts'
import type { AuditTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { write } from './writing.ts'

const defaultLimit = 1000

/** The newest entry is sealed beside the log: who has the database alone cannot move it. */
const newest = { owner: 'audit', name: 'head' } as const
/** So is the last one that was cleared: nobody else can cut off the beginning. */
const cleared = { owner: 'audit', name: 'start' } as const
type Seal = typeof newest | typeof cleared

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
      await put(db, sealing, newest, entry)
    }),
    head: () => read(db, sealing, newest),
    start: () => read(db, sealing, cleared),
    clearTo: write(async (last) => {
      await put(db, sealing, cleared, last)
      // The database lets only those go that stand before this.
      await db.deleteFrom('audit_start').execute()
      await db.insertInto('audit_start').values({ number: last.number }).execute()
      await db.deleteFrom('audit').where('number', '<=', last.number).execute()
    }),
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

async function put(
  db: Kysely<Schema>,
  sealing: Sealing,
  seal: Seal,
  { number, hash }: AuditHead,
): Promise<void> {
  const sealed = sealing.seal(labelOf(seal), JSON.stringify({ number, hash }))
  await db
    .insertInto('secret')
    .values({ ...seal, sealed })
    .onConflict((conflict) => conflict.columns(['owner', 'name']).doUpdateSet({ sealed }))
    .execute()
}

async function read(
  db: Kysely<Schema>,
  sealing: Sealing,
  seal: Seal,
): Promise<AuditHead | undefined> {
  const row = await db
    .selectFrom('secret')
    .select('sealed')
    .where('owner', '=', seal.owner)
    .where('name', '=', seal.name)
    .executeTakeFirst()
  return row === undefined ? undefined : opened(sealing, seal, row.sealed)
}

function labelOf({ owner, name }: Seal): string {
  return `${owner}/${name}`
}

function opened(sealing: Sealing, seal: Seal, sealed: Uint8Array): AuditHead | undefined {
  try {
    return headForm.parse(JSON.parse(sealing.open(labelOf(seal), sealed)))
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
