import type { Kysely } from 'kysely'

import { parseCompanyCalendar } from '../../../domain/flows/company-calendar.ts'
import type { CalendarBook } from '../../../domain/flows/index.ts'
import { parseColumn } from './json-column.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** The company's calendars, on any database that Kysely speaks to. */
export function calendarBook(db: Kysely<Schema>): CalendarBook {
  const read = ({ settings }: { readonly settings: string }) =>
    parseCompanyCalendar(parseColumn('company_calendar.settings', settings))
  return {
    list: async () =>
      (await db.selectFrom('company_calendar').selectAll().orderBy('name').execute()).map(read),
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
