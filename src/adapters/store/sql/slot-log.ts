import type { Kysely, Selectable } from 'kysely'

import { defined } from '../../../base/defined.ts'
import type { SlotChange, SlotLog, SlotRecord } from '../../../domain/flows/index.ts'
import { parseColumn } from './json-column.ts'
import type { Schema, SlotTable } from './schema.ts'
import { write } from './writing.ts'

/** Slots that were acted on, on any database that Kysely speaks to. */
export function slotLog(db: Kysely<Schema>): SlotLog {
  return {
    claim: write(async (record) => {
      const done = await db
        .insertInto('slot')
        .values(rowOf(record))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return done.numInsertedOrUpdatedRows === 1n
    }),
    change: write(async ({ flowId, instant }, from, change) => {
      const done = await db
        .updateTable('slot')
        .set(changeOf(change))
        .where('flow_id', '=', flowId)
        .where('instant', '=', instant.toISOString())
        .where('state', '=', from)
        .executeTakeFirst()
      return done.numUpdatedRows === 1n
    }),
    between: async ({ flowId, from, to }) => {
      const all = db
        .selectFrom('slot')
        .selectAll()
        .where('instant', '>=', from.toISOString())
        .where('instant', '<', to.toISOString())
      const own = flowId === undefined ? all : all.where('flow_id', '=', flowId)
      return (await own.orderBy('instant').execute()).map(recordOf)
    },
    open: async () => {
      const rows = await db
        .selectFrom('slot')
        .selectAll()
        .where('state', 'in', ['running', 'waiting-to-retry'])
        .orderBy('instant')
        .execute()
      return rows.map(recordOf)
    },
    forgetAfter: write(async (now) => {
      const done = await db
        .deleteFrom('slot')
        .where('instant', '>', now.toISOString())
        .executeTakeFirst()
      return Number(done.numDeletedRows)
    }),
  }
}

function rowOf(record: SlotRecord): SlotTable {
  return {
    flow_id: record.flowId,
    instant: record.instant.toISOString(),
    nominal: JSON.stringify(record.nominal),
    state: record.state,
    started_at: record.startedAt?.toISOString() ?? null,
    ended_at: record.endedAt?.toISOString() ?? null,
    exchange_id: record.exchangeId ?? null,
    documents: record.documents,
    tries: record.tries,
    fault_id: record.faultId ?? null,
    next_try_at: record.nextTryAt?.toISOString() ?? null,
  }
}

function changeOf(change: SlotChange): Partial<SlotTable> {
  const { state, startedAt, endedAt, exchangeId, documents, tries, faultId } = change
  return {
    ...defined({
      state,
      started_at: startedAt?.toISOString(),
      ended_at: endedAt?.toISOString(),
      exchange_id: exchangeId,
      documents,
      tries,
      fault_id: faultId,
    }),
    ...('nextTryAt' in change ? { next_try_at: change.nextTryAt?.toISOString() ?? null } : {}),
  }
}

function recordOf(row: Selectable<SlotTable>): SlotRecord {
  return {
    flowId: row.flow_id,
    instant: new Date(row.instant),
    nominal: parseColumn('slot.nominal', row.nominal) as string[],
    state: row.state as SlotRecord['state'],
    documents: row.documents,
    tries: row.tries,
    ...(row.started_at === null ? {} : { startedAt: new Date(row.started_at) }),
    ...(row.ended_at === null ? {} : { endedAt: new Date(row.ended_at) }),
    ...(row.exchange_id === null ? {} : { exchangeId: row.exchange_id }),
    ...(row.fault_id === null ? {} : { faultId: row.fault_id }),
    ...(row.next_try_at === null ? {} : { nextTryAt: new Date(row.next_try_at) }),
  }
}
