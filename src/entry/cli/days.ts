import type { Command } from 'commander'

// By its own file: lists must not load the table of holidays.
import { parseDay, partsOfDay } from '../../domain/timetable/day.ts'
import { badDate } from './arguments.ts'
import { addOption } from './command.ts'
import type { Session } from './session.ts'

/**
 * Adds `--from` and `--to` to a list: whole days, both included, of the local time in which
 * lists print their moments. They become the first moment, and the one after the last.
 */
export function addDays(command: Command, session: Session): void {
  const now = (): Date => session.io.clock.now()
  addOption(command, session, {
    flags: '--from <date>',
    help: 'option.from-day',
    parse: (text) => startOf(dayOf('--from', text, now())),
  })
  addOption(command, session, {
    flags: '--to <date>',
    help: 'option.to-day',
    parse: (text) => startOf(dayOf('--to', text, now()), 1),
  })
}

/** The beginning of a day that was typed. */
export function startOfDay(option: string, text: string, now: Date): Date {
  return startOf(dayOf(option, text, now))
}

/** Its year, month (from 0) and day of the month. */
type LocalDay = readonly [number, number, number]

/** By the calendar and not by 24 hours, which a day of the local time need not have. */
function startOf([year, month, date]: LocalDay, later = 0): Date {
  return new Date(year, month, date + later)
}

function dayOf(option: string, text: string, now: Date): LocalDay {
  const today: LocalDay = [now.getFullYear(), now.getMonth(), now.getDate()]
  if (text === 'today') return today
  if (text === 'yesterday') return [today[0], today[1], today[2] - 1]
  const day = parseDay(text)
  if (day === undefined) throw badDate(option, text)
  const { year, month, date } = partsOfDay(day)
  return [year, month - 1, date]
}
