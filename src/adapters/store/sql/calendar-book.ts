import type { Kysely } from 'kysely'

import type { CalendarBook, CompanyCalendar } from '../../../domain/flows/index.ts'
import { parseColumn } from './json-column.ts'
import { calendarsAsOf } from './past-settings.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** The company's calendars, on any database that Kysely speaks to. */
export function calendarBook(db: Kysely<Schema>): CalendarBook {
  return {
    list: async () => {
      const all = db.selectFrom('company_calendar').selectAll().orderBy('name')
      return Promise.all((await all.execute()).map(read))
    },
    asOf: async (moment) => {
      const texts = await calendarsAsOf(db, moment)
      const calendars = await Promise.all(texts.map((settings) => read({ settings })))
      return calendars.toSorted((one, other) => (one.name < other.name ? -1 : 1))
    },
    find: async (name) => {
      const row = await db
        .selectFrom('company_calendar')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : read(row)
    },
    put: write(async (calendar, at) => {
      const settings = JSON.stringify(calendar)
      await db
        .insertInto('company_calendar')
        .values({ name: calendar.name, settings })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ settings }))
        .execute()
      await keepRevision(db, { name: calendar.name, since: at.toISOString(), settings })
    }),
    remove: write(async (name, at) => {
      await db.deleteFrom('company_calendar').where('name', '=', name).execute()
      await keepRevision(db, { name, since: at.toISOString(), settings: null })
    }),
  }
}

/** Its form is loaded with the first: whoever opens a ledger seldom reads a calendar. */
async function read({ settings }: { readonly settings: string }): Promise<CompanyCalendar> {
  const { parseCompanyCalendar } = await import('../../../domain/flows/company-calendar.ts')
  return parseCompanyCalendar(parseColumn('company_calendar.settings', settings))
}

async function keepRevision(
  db: Kysely<Schema>,
  revision: Schema['calendar_revision'],
): Promise<void> {
  const { settings } = revision
  await db
    .insertInto('calendar_revision')
    .values(revision)
    .onConflict((conflict) => conflict.columns(['name', 'since']).doUpdateSet({ settings }))
    .execute()
}
