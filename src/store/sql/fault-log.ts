import type { Kysely, Selectable } from 'kysely'
import type { FaultName, FaultParams } from '../../errors/index.ts'
import type { Fault, FaultLog } from '../../exchange/index.ts'
import { parseColumn } from './json-column.ts'
import type { FaultTable, Schema } from './schema.ts'

const defaultLimit = 1000

/** Faults, on any database that Kysely speaks to. */
export function faultLog(db: Kysely<Schema>): FaultLog {
  return {
    raise: async (fault) => {
      await db
        .insertInto('fault')
        .values({
          id: fault.id,
          name: fault.name,
          params: JSON.stringify(fault.params),
          at: fault.at.toISOString(),
          partner: fault.partner ?? null,
          exchange_id: fault.exchangeId ?? null,
          attempt_id: fault.attemptId ?? null,
          document_id: fault.documentId ?? null,
        })
        .execute()
    },
    find: async (id) => {
      const row = await db.selectFrom('fault').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : faultOf(row)
    },
    search: async ({ partner, name, limit = defaultLimit }) => {
      let found = db.selectFrom('fault').selectAll()
      if (partner !== undefined) found = found.where('partner', '=', partner)
      if (name !== undefined) found = found.where('name', '=', name)
      const rows = await found.orderBy('seq', 'desc').limit(limit).execute()
      return rows.map(faultOf)
    },
  }
}

function faultOf(row: Selectable<FaultTable>): Fault {
  return {
    id: row.id,
    name: row.name as FaultName,
    params: parseColumn('fault.params', row.params) as FaultParams,
    at: new Date(row.at),
    ...(row.partner === null ? {} : { partner: row.partner }),
    ...(row.exchange_id === null ? {} : { exchangeId: row.exchange_id }),
    ...(row.attempt_id === null ? {} : { attemptId: row.attempt_id }),
    ...(row.document_id === null ? {} : { documentId: row.document_id }),
  }
}
