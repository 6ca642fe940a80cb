import type { Kysely, Selectable } from 'kysely'

import { defined } from '../../../base/defined.ts'
import type { Flow } from '../../../domain/flows/index.ts'
import type { Hold, HoldBook, HoldRecord, HoldSubject } from '../../../domain/holds/index.ts'
import type { HoldTable } from './schema-past-days.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Holds of flows and partners, on any database that Kysely speaks to. */
export function holdBook(db: Kysely<Schema>): HoldBook {
  return {
    begin: write(async ({ of, id }, { reason, by, at, until }) => {
      const done = await db
        .insertInto('hold')
        .values({
          subject_kind: of,
          subject: id,
          reason,
          begun_by: by,
          begun_at: at.toISOString(),
          until: until?.toISOString() ?? null,
          ended_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return done.numInsertedOrUpdatedRows === 1n
    }),
    end: write(async ({ of, id }, at) => {
      const done = await db
        .updateTable('hold')
        .set({ ended_at: at.toISOString() })
        .where('subject_kind', '=', of)
        .where('subject', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows === 1n
    }),
    find: async (subject) => (await standing(db, subject)).map(holdOf).at(0),
    standing: async () => (await standing(db)).map(recordOf),
    during: async (subjects, { from, to }) => {
      const rows = await Promise.all(
        subjects.map(({ of, id }) =>
          db
            .selectFrom('hold')
            .selectAll()
            .where('subject_kind', '=', of)
            .where('subject', '=', id)
            .where('begun_at', '<', to.toISOString())
            .where((is) =>
              is.or([is('ended_at', 'is', null), is('ended_at', '>', from.toISOString())]),
            )
            .execute(),
        ),
      )
      return rows
        .flat()
        .map(recordOf)
        .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    },
  }
}

/** Each flow with the hold that stands: its own, or else that of its partner. */
export async function withHolds(
  db: Kysely<Schema>,
  flows: readonly Flow[],
): Promise<readonly Flow[]> {
  if (flows.length === 0) return flows
  const rows = await standing(db)
  const holdOn = (of: HoldSubject['of'], id: string): Hold | undefined =>
    rows
      .filter((row) => row.subject_kind === of && row.subject === id)
      .map(holdOf)
      .at(0)
  return flows.map((flow) => {
    const hold = holdOn('flow', flow.id) ?? holdOn('partner', flow.partner)
    return hold === undefined ? flow : { ...flow, hold }
  })
}

function standing(
  db: Kysely<Schema>,
  subject?: HoldSubject,
): Promise<readonly Selectable<HoldTable>[]> {
  const all = db.selectFrom('hold').selectAll().where('ended_at', 'is', null).orderBy('seq')
  if (subject === undefined) return all.execute()
  return all.where('subject_kind', '=', subject.of).where('subject', '=', subject.id).execute()
}

function holdOf(row: Selectable<HoldTable>): Hold {
  return {
    of: row.subject_kind as Hold['of'],
    reason: row.reason,
    by: row.begun_by,
    at: new Date(row.begun_at),
    ...defined({ until: dateOf(row.until) }),
  }
}

function recordOf(row: Selectable<HoldTable>): HoldRecord {
  return { ...holdOf(row), id: row.subject, ...defined({ endedAt: dateOf(row.ended_at) }) }
}

function dateOf(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(text)
}
