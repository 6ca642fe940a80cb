import { hostname } from 'node:os'
import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import type { Clock } from '../../../base/clock.ts'
import { randomText } from '../../../base/ids.ts'
import type { Lease, LeaseRecord } from '../../../domain/exchange/index.ts'
import type { Presence } from '../files/presence.ts'
import type { LeaseTable, Schema } from '../sql/schema.ts'

/** Runs something in a transaction of its own, while no other process can write. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>

/** Leases by name. One whose holder is not at work any more is free: a crash blocks nobody. */
export class Leases {
  readonly #db: Kysely<Schema>
  readonly #alone: Alone
  readonly #presence: Presence
  readonly #clock: Clock
  /** Those that were taken here and not released: what else bears our name is a remain. */
  readonly #own = new Set<string>()

  constructor(parts: {
    readonly db: Kysely<Schema>
    readonly alone: Alone
    readonly presence: Presence
    readonly clock: Clock
  }) {
    this.#db = parts.db
    this.#alone = parts.alone
    this.#presence = parts.presence
    this.#clock = parts.clock
  }

  async take(name: string): Promise<Lease | { readonly heldBy: string }> {
    const holder = randomText(16)
    // Before the row is there for others to see.
    const mine = { holder, process: this.#presence.enter(), pid: process.pid, host: hostname() }
    const heldBy = await this.#alone(async () => {
      const row = await this.#rows().where('name', '=', name).executeTakeFirst()
      if (row !== undefined && this.#isHeld(row)) return wordsFor(row)
      const values = { ...mine, taken_at: this.#clock.now().toISOString() }
      await this.#db
        .insertInto('lease')
        .values({ name, ...values })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
        .execute()
      this.#own.add(holder)
      return undefined
    }).catch((error: unknown) => {
      this.#own.delete(holder)
      throw error
    })
    return heldBy === undefined ? { release: () => this.#release(holder) } : { heldBy }
  }

  list(): Promise<LeaseRecord[]> {
    return this.#alone(async () => {
      const rows = await this.#rows().orderBy('name').execute()
      return rows.map((row) => ({
        name: row.name,
        heldBy: wordsFor(row),
        takenAt: new Date(row.taken_at),
        held: this.#isHeld(row),
      }))
    })
  }

  async free(name: string): Promise<boolean> {
    const done = await this.#alone(() =>
      this.#db.deleteFrom('lease').where('name', '=', name).executeTakeFirst(),
    )
    return done.numDeletedRows > 0n
  }

  async #release(holder: string): Promise<void> {
    // Also if the row stays, as where the disk is full, nobody holds it any more.
    this.#own.delete(holder)
    await this.#alone(() => this.#db.deleteFrom('lease').where('holder', '=', holder).execute())
  }

  #rows(): SelectQueryBuilder<Schema, 'lease', Selectable<LeaseTable>> {
    return this.#db.selectFrom('lease').selectAll()
  }

  #isHeld(row: Selectable<LeaseTable>): boolean {
    if (row.process === this.#presence.name) return this.#own.has(row.holder)
    return this.#presence.isAtWork(row.process)
  }
}

function wordsFor({ pid, host }: Selectable<LeaseTable>): string {
  return `pid ${pid}, ${host}`
}
