import { gunzipSync, gzipSync } from 'node:zlib'
import type { Kysely, Selectable } from 'kysely'
import { HikyakuError } from '../../../errors/index.ts'
import {
  handshakeBytes,
  type HandshakeShelf,
  type KeptHandshake,
} from '../../../domain/handshakes/shelves.ts'
import type { HandshakeTable, Schema } from './schema.ts'
import { write } from './writing.ts'

/** A record cannot unpack into more than this. */
const mostUnpacked = 16 * 2 ** 20

/** Records of handshakes, on any database that Kysely speaks to. */
export function handshakeShelf(db: Kysely<Schema>): HandshakeShelf {
  return {
    keep: write(async (handshake) => {
      const at = handshake.at.toISOString()
      // Every call of a connection brings the same one: packing it each time costs more than this.
      const known = await db
        .selectFrom('handshake')
        .select('at')
        .where('id', '=', handshake.id)
        .executeTakeFirst()
      if (known !== undefined && known.at >= at) return
      const next = db
        .selectFrom('handshake')
        .select((is) => is(is.fn.coalesce(is.fn.max('seq'), is.lit(0)), '+', 1).as('next'))
      await db
        .insertInto('handshake')
        .values({
          id: handshake.id,
          seq: next,
          at,
          outcome: handshake.outcome,
          form: handshake.form,
          partner: handshake.partner ?? null,
          record: packedRecord(handshake.record),
        })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet({ at, seq: next })
            .where('handshake.form', '=', 'short')
            .where('handshake.at', '<', at),
        )
        .execute()
    }),
    find: async (id) => {
      const row = await db
        .selectFrom('handshake')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? undefined : handshakeOf(row)
    },
    latest: async (partner, outcome) => {
      const row = await db
        .selectFrom('handshake')
        .selectAll()
        .where('partner', '=', partner)
        .where('outcome', '=', outcome)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? undefined : handshakeOf(row)
    },
  }
}

/** A record as it stands in its row; null if it is too large. */
export function packedRecord(record: string | undefined): Uint8Array | null {
  if (record === undefined || Buffer.byteLength(record) > mostUnpacked) return null
  const bytes = gzipSync(record)
  return bytes.byteLength > handshakeBytes ? null : bytes
}

function handshakeOf(row: Selectable<HandshakeTable>): KeptHandshake {
  return {
    id: row.id,
    at: new Date(row.at),
    outcome: row.outcome as KeptHandshake['outcome'],
    form: row.form as KeptHandshake['form'],
    ...(row.partner === null ? {} : { partner: row.partner }),
    ...(row.record === null ? {} : { record: unpacked(row.record) }),
  }
}

function unpacked(record: Uint8Array): string {
  try {
    return gunzipSync(record, { maxOutputLength: mostUnpacked }).toString('utf8')
  } catch (error) {
    const detail = 'handshake.record is damaged'
    const detailJa = 'handshake.record が壊れています'
    throw new HikyakuError('database-failed', { detail, detailJa }, { cause: error })
  }
}
