import { useQuery } from '@tanstack/react-query'
import type { CalendarDayView, CalendarView } from '../../../../src/entry/api/contract.ts'
import { call, type ApiFailure } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'

/** What decides the days of a calendar: saved, built in, or as it is typed. */
export type CalendarRules = Omit<CalendarView, 'name'>

export const builtIn = ['japan', 'banks', 'everyday'] as const

/** The calendar of that name; undefined as long as it is not known. */
export function useNamedCalendar(name: string): CalendarRules | undefined {
  const { data } = useRead('calendars.list', {})
  const base = builtIn.find((one) => one === name)
  if (base !== undefined) return { base, entries: [] }
  const found = data?.items.find((one) => one.name === name)
  if (found === undefined) return undefined
  const { weekend, entries } = found
  return { base: found.base, entries, ...(weekend !== undefined && { weekend }) }
}

/** Each day of a year, by its date; what was shown last stays until the next is there. */
export function useYear(
  rules: CalendarRules | undefined,
  year: number,
): ReadonlyMap<string, CalendarDayView> {
  const { data } = useQuery<readonly CalendarDayView[], ApiFailure>({
    queryKey: ['calendars.try', rules, year],
    queryFn: async ({ signal }) => {
      const body = { ...rules, year } as CalendarRules & { year: number }
      return (await call('calendars.try', { body, signal })).items
    },
    enabled: rules !== undefined,
    placeholderData: (before) => before,
    staleTime: Infinity,
  })
  return new Map((data ?? []).map((day) => [day.date, day]))
}
