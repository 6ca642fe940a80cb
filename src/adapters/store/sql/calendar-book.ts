import type { Kysely } from 'kysely'

import type { CalendarBook, CompanyCalendar } from '../../../domain/flows/index.ts'
import { parseColumn } from './json-column.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** The company's calendars, on any database that Kysely speaks to. */
export function calendarBook(db: Kysely<Schema>): CalendarBook {
  return {
    list: async () => {
      const all = db.selectFrom('company_calendar').selectAll().orderBy('name')
      return Promise.all((await all.execute()).map(read))
    },
    find: async (name) => {
      const row = await db
        .selectFrom('company_calendar')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : read(row)
    },
    put: write(async (calendar) => {
      const settings = JSON.stringify(calendar)
      await db
        .insertInto('company_calendar')
        .values({ name: calendar.name, settings })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ settings }))
        .execute()
    }),
    remove: write(async (name) => {
      await db.deleteFrom('company_calendar').where('name', '=', name).execute()
    }),
  }
}

/** Its form is loaded with the first: whoever opens a ledger seldom reads a calendar. */
async function read({ settings }: { readonly settings: string }): Promise<CompanyCalendar> {
  const { parseCompanyCalendar } = await import('../../../domain/flows/company-calendar.ts')
  return parseCompanyCalendar(parseColumn('company_calendar.settings', settings))
}
