import { hostname } from 'node:os'
import type { Kysely, Selectable } from 'kysely'
import type { Clock } from '../../../base/clock.ts'
import { randomText } from '../../../base/ids.ts'
import type { Lease } from '../../../domain/exchange/index.ts'
import { isAlive } from '../files/presence.ts'
import type { LeaseTable, Schema } from '../sql/schema.ts'

const leaseMilliseconds = 60_000
const renewMilliseconds = 15_000

/** Holders of this very process, so that it knows them from an earlier one of its number. */
const own = new Set<string>()

/** Runs something in a transaction of its own. */
export type InTransaction = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Takes the only lease of a name. One whose process is gone, or was not renewed for
 * a minute, is free: a crash blocks nobody.
 */
export async function takeLease(
  db: Kysely<Schema>,
  inTransaction: InTransaction,
  clock: Clock,
  name: string,
): Promise<Lease | { readonly heldBy: string }> {
  const holder = randomText(16)
  const expiry = (): string => new Date(clock.now().getTime() + leaseMilliseconds).toISOString()
  // Before the row is there for others to see.
  own.add(holder)
  const heldBy = await inTransaction(async () => {
    const row = await db.selectFrom('lease').selectAll().where('name', '=', name).executeTakeFirst()
    if (row !== undefined && isHeld(row, clock)) return `pid ${row.pid}, ${row.host}`
    const mine = { holder, pid: process.pid, host: hostname(), expires_at: expiry() }
    await db
      .insertInto('lease')
      .values({ name, ...mine })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(mine))
      .execute()
    return undefined
  }).catch((error: unknown) => {
    own.delete(holder)
    throw error
  })
  if (heldBy !== undefined) {
    own.delete(holder)
    return { heldBy }
  }
  const renewing = setInterval(() => {
    inTransaction(() =>
      db.updateTable('lease').set({ expires_at: expiry() }).where('holder', '=', holder).execute(),
    ).catch(() => undefined)
  }, renewMilliseconds).unref()
  return {
    release: async () => {
      clearInterval(renewing)
      await inTransaction(() => db.deleteFrom('lease').where('holder', '=', holder).execute())
      own.delete(holder)
    },
  }
}

function isHeld(row: Selectable<LeaseTable>, clock: Clock): boolean {
  if (new Date(row.expires_at) <= clock.now()) return false
  if (row.host !== hostname()) return true
  // In a container every start has the same number.
  return row.pid === process.pid ? own.has(row.holder) : isAlive(row.pid)
}
