import type { Command } from 'commander'

import { badArgument } from './arguments.ts'
import { addOption } from './command.ts'
import type { Session } from './session.ts'

/** What {@link addDays} makes of its options: from the first moment, before the second. */
export interface Days {
  readonly from?: Date
  readonly to?: Date
}

/**
 * Adds `--from` and `--to` to a list: whole days, both included, of the local time in which
 * lists print their moments.
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

/** Its year, month (from 0) and day of the month. */
type LocalDay = readonly [number, number, number]

/** By the calendar and not by 24 hours, which a day of the local time need not have. */
function startOf([year, month, date]: LocalDay, later = 0): Date {
  return new Date(year, month, date + later)
}

function dayOf(option: string, text: string, now: Date): LocalDay {
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()]
  if (text === 'today') return [year, month, date]
  if (text === 'yesterday') return [year, month, date - 1]
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1).map(Number)
  const [y = 0, m = 0, d = 0] = written ?? []
  const start = new Date(y, m - 1, d)
  // 2026-02-30 would be a day of March.
  if (written !== undefined && start.getMonth() === m - 1 && start.getDate() === d) {
    return [y, m - 1, d]
  }
  throw badArgument(option, {
    en: `“${text}” is no date; it is written 2026-09-24, today or yesterday`,
    ja: `「${text}」という日付はありません。2026-09-24、today、yesterday のように指定します`,
  })
}
