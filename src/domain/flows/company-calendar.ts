import { z } from 'zod'

import { HikyakuError } from '../../errors/index.ts'
import { builtInCalendars } from '../timetable/built-in-names.ts'
import type { Weekday } from '../timetable/day.ts'
import type { CompanyCalendar } from './ports.ts'

const weekday = z
  .number()
  .int()
  .min(0)
  .max(6)
  .transform((day) => day as Weekday)
const when = z.union([
  z.strictObject({ from: z.number().int(), to: z.number().int() }),
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

/** @throws HikyakuError setting-invalid */
export function parseCompanyCalendar(json: unknown): CompanyCalendar {
  const result = calendar.safeParse(json)
  if (result.success) return result.data as CompanyCalendar
  const [issue] = result.error.issues
  throw new HikyakuError('setting-invalid', {
    setting: issue?.path.join('.') ?? 'calendar',
    detail: issue?.message ?? '?',
  })
}
