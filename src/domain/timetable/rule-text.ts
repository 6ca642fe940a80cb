import { HikyakuError } from '../../errors/index.ts'
import { parseDay, type Day, type Weekday } from './day.ts'
import type { BaseDays } from './rule.ts'

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/**
 * Days of a rule as people write them: `business`, `mon,wed,fri`, `b1,b-1`, `d20,eom`,
 * `2026-12-30`.
 * @throws HikyakuError timetable-invalid
 */
export function parseDays(text: string): readonly BaseDays[] {
  const words = split(text)
  const weekdays = words
    .map((word) => weekdayNames.indexOf(word.toLowerCase()))
    .filter((weekday) => weekday >= 0) as Weekday[]
  const others = words
    .filter((word) => !weekdayNames.includes(word.toLowerCase()))
    .map((word) => parseBaseDays(word))
  if (words.length === 0) refuse(text, 'no day is named', '日の指定がありません')
  return [...(weekdays.length > 0 ? [{ kind: 'weekdays' as const, weekdays }] : []), ...others]
}

function parseBaseDays(word: string): BaseDays {
  if (word === 'all' || word === 'business' || word === 'closed') return { kind: word }
  if (word === 'eom') return { kind: 'day-of-month', date: -1 }
  const day = parseDay(word)
  if (day !== undefined) return { kind: 'date', day }
  return (
    numberedDays(word) ??
    refuse(
      word,
      'days are all, business, closed, mon … sun, b1, b-1, d20, eom or a date',
      '日は all、business、closed、mon～sun、b1、b-1、d20、eom、日付のいずれかで指定します',
    )
  )
}

/** `b3`, `b-1`, `d20`, `d-1` */
function numberedDays(word: string): BaseDays | undefined {
  const [, letter, digits] = /^([bd])(-?\d{1,2})$/.exec(word) ?? []
  const number = Number(digits)
  if (letter === 'b' && number !== 0 && Math.abs(number) <= 31) {
    return { kind: 'business-day', nth: number }
  }
  if (letter === 'd' && (number === -1 || (number >= 1 && number <= 31))) {
    return { kind: 'day-of-month', date: number }
  }
  return undefined
}

/** `07:00,11:30,25:30`: minutes from 00:00, up to 47:59. @throws HikyakuError timetable-invalid */
export function parseTimes(text: string): readonly number[] {
  const minutes = split(text).map((word) => parseTime(word))
  if (minutes.length === 0) refuse(text, 'no time is named', '時刻の指定がありません')
  return [...new Set(minutes)].toSorted((one, other) => one - other)
}

/** `07:00` as minutes from 00:00, up to 47:59. @throws HikyakuError timetable-invalid */
export function parseTime(text: string): number {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])]
  if (found === null || hours > 47 || minutes > 59) {
    return refuse(
      text,
      'a time is written HH:MM, from 00:00 to 47:59',
      '時刻は HH:MM（00:00～47:59）で指定します',
    )
  }
  return hours * 60 + minutes
}

/** `07:00`; beyond midnight `25:30`. */
export function textOfTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

/** Dates `2026-10-15,2026-10-17`. @throws HikyakuError timetable-invalid */
export function parseDates(text: string): readonly Day[] {
  return split(text).map(
    (word) =>
      parseDay(word) ??
      refuse(word, 'there is no such date', 'この日付はありません（YYYY-MM-DD で指定します）'),
  )
}

function split(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function refuse(value: string, detail: string, detailJa: string): never {
  throw new HikyakuError('timetable-invalid', { value, detail, detailJa })
}
