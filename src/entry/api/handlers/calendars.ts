import {
  calendarText,
  daysOfYear,
  findCalendar,
  parseCompanyCalendar,
  putCalendar,
  readCalendarText,
  removeCalendar,
  verdictOn,
} from '../../../domain/flows/index.ts'
import { parseDay } from '../../../domain/timetable/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { calendarRoutes } from '../routes/flows.ts'

/** 営業カレンダー: closed and open days of the company. */
export function calendarHandlers({ station }: ApiContext): Handlers<keyof typeof calendarRoutes> {
  return {
    'calendars.list': async () => ({
      items: await station.ledger.calendars.list(),
    }),
    'calendars.try': ({ body: { year, ...typed } }) => {
      const calendar = parseCompanyCalendar({ name: 'typed', ...typed })
      return Promise.resolve({ items: daysOfYear(station, calendar, year) })
    },
    'calendars.read': ({ body: { content } }) => {
      const { entries, findings } = readCalendarText(Buffer.from(content, 'base64'))
      return Promise.resolve({ entries, findings })
    },
    'calendars.export': async ({ params: { name } }) => {
      const { entries } = await findCalendar(station, name)
      const text = Buffer.from(calendarText(entries))
      return { fileName: `${name}.csv`, bytes: text.length, chunks: oneChunk(text) }
    },
    'calendars.put': ({ params: { name }, body, requester }) =>
      putCalendar(station, signedIn(requester).actor, { ...body, name }),
    'calendars.remove': async ({ params: { name }, requester }) => {
      await removeCalendar(station, signedIn(requester).actor, name)
      return undefined
    },
    'calendars.check': ({ params: { name, date } }) =>
      verdictOn(station, name, parseDay(date) ?? 0),
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
