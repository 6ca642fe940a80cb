import {
  putCalendar,
  removeCalendar,
  verdictOn,
  type CompanyCalendar,
} from '../../../domain/flows/index.ts'
import { parseDay } from '../../../domain/timetable/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { calendarRoutes } from '../routes/flows.ts'
import type { CalendarView } from '../schemas/flows.ts'

/** 営業カレンダー: closed and open days of the company. */
export function calendarHandlers({ station }: ApiContext): Handlers<keyof typeof calendarRoutes> {
  return {
    'calendars.list': async () => ({
      items: (await station.ledger.calendars.list()).map(viewOf),
    }),
    'calendars.put': async ({ params: { name }, body, caller }) =>
      viewOf(await putCalendar(station, signedIn(caller).actor, { ...body, name })),
    'calendars.remove': async ({ params: { name }, caller }) => {
      await removeCalendar(station, signedIn(caller).actor, name)
      return undefined
    },
    'calendars.check': ({ params: { name, date } }) =>
      verdictOn(station, name, parseDay(date) ?? 0),
  }
}

function viewOf(calendar: CompanyCalendar): CalendarView {
  return JSON.parse(JSON.stringify(calendar)) as CalendarView
}
