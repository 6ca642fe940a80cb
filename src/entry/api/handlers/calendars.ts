import { putCalendar, removeCalendar, verdictOn } from '../../../domain/flows/index.ts'
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
