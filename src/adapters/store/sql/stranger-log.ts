import type { Kysely, Selectable } from 'kysely'
import {
  strangersKept,
  type Stranger,
  type StrangerLog,
} from '../../../domain/handshakes/shelves.ts'
import type { Schema, StrangerTable } from './schema.ts'
import { write } from './writing.ts'

/** Failed handshakes of callers without a name, on any database that Kysely speaks to. */
export function strangerLog(db: Kysely<Schema>): StrangerLog {
  const find = async (address: string, cause: string): Promise<Stranger | undefined> => {
    const row = await db
      .selectFrom('stranger')
      .selectAll()
      .where('address', '=', address)
      .where('cause', '=', cause)
      .executeTakeFirst()
    return row === undefined ? undefined : strangerOf(row)
  }
  return {
    find,
    put: write(async (stranger) => {
      const before = await find(stranger.address, stranger.cause)
      const newest = await db
        .selectFrom('stranger')
        .select((is) => is.fn.max('seq').as('seq'))
        .executeTakeFirst()
      const row = { ...rowOf(stranger), seq: (newest?.seq ?? 0) + 1 }
      await db
        .insertInto('stranger')
        .values(row)
        .onConflict((conflict) => conflict.columns(['address', 'cause']).doUpdateSet(row))
        .execute()
      const replaced = before?.handshakeId
      if (replaced !== undefined && replaced !== stranger.handshakeId) {
        await db.deleteFrom('handshake').where('id', '=', replaced).execute()
      }
      if (before === undefined) await trim(db)
    }),
    list: async (limit = strangersKept) => {
      const rows = await db
        .selectFrom('stranger')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(strangerOf)
    },
  }
}

/** So that a stranger cannot fill the disk. */
async function trim(db: Kysely<Schema>): Promise<void> {
  const old = await db
    .selectFrom('stranger')
    .selectAll()
    .orderBy('seq', 'desc')
    .offset(strangersKept)
    // SQLite takes an offset with a limit only.
    .limit(strangersKept)
    .execute()
  for (const { address, cause, handshake_id: record } of old) {
    if (record !== null) await db.deleteFrom('handshake').where('id', '=', record).execute()
    await db
      .deleteFrom('stranger')
      .where('address', '=', address)
      .where('cause', '=', cause)
      .execute()
  }
}

function rowOf(stranger: Stranger): Omit<StrangerTable, 'seq'> {
  return {
    address: stranger.address,
    cause: stranger.cause,
    first_at: stranger.firstAt.toISOString(),
    last_at: stranger.lastAt.toISOString(),
    count: stranger.count,
    handshake_id: stranger.handshakeId ?? null,
    fault_id: stranger.faultId ?? null,
  }
}

function strangerOf(row: Selectable<StrangerTable>): Stranger {
  return {
    address: row.address,
    cause: row.cause,
    firstAt: new Date(row.first_at),
    lastAt: new Date(row.last_at),
    count: row.count,
    ...(row.handshake_id === null ? {} : { handshakeId: row.handshake_id }),
    ...(row.fault_id === null ? {} : { faultId: row.fault_id }),
  }
}
