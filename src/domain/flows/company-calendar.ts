import { z } from 'zod'

import { HikyakuError, refusedSetting } from '../../errors/index.ts'
import { builtInCalendars } from '../timetable/built-in-names.ts'
import { dayFrom, partsOfDay, type Weekday } from '../timetable/day.ts'
import type { CompanyCalendar } from './ports.ts'

const weekday = z
  .number()
  .int()
  .min(0)
  .max(6)
  .transform((day) => day as Weekday)
// 0001-01-01 to 9999-12-31: what a person can write.
const day = z.number().int().min(-719_162).max(2_932_896)
const when = z.union([
  z.strictObject({ from: day, to: day }),
  z.strictObject({
    month: z.number().int().min(1).max(12),
    date: z.number().int().min(1).max(31),
  }),
])
const calendar = z.strictObject({
  name: z.string().trim().min(1).max(100),
  base: z.enum(builtInCalendars),
  weekend: z.array(weekday).max(6).optional(),
  entries: z
    .array(
      z.strictObject({
        kind: z.enum(['closed', 'open']),
        name: z.string().max(100).optional(),
        when,
      }),
    )
    .max(5000),
})

/** @throws HikyakuError setting-invalid, setting-unknown */
export function parseCompanyCalendar(json: unknown): CompanyCalendar {
  const result = calendar.safeParse(json)
  if (!result.success) throw refusedSetting(calendar, json, result.error, 'calendar')
  checkEntries(result.data.entries)
  return result.data as CompanyCalendar
}

function checkEntries(entries: z.output<typeof calendar>['entries']): void {
  for (const [place, { when: on }] of entries.entries()) {
    if ('from' in on ? on.from <= on.to : isDate(on)) continue
    throw new HikyakuError('setting-invalid', {
      setting: `entries.${place}.when`,
      ...('from' in on
        ? { detail: 'it ends before it begins', detailJa: '終わりが始まりより前です' }
        : { detail: 'there is no such date', detailJa: 'この日付はありません' }),
    })
  }
}

/** 2000 was a leap year: the 29th of February is a date of some years. */
function isDate({ month, date }: { readonly month: number; readonly date: number }): boolean {
  return partsOfDay(dayFrom({ year: 2000, month, date })).month === month
}
