import type { CalendarEntry } from '../timetable/calendar.ts'
import { parseDay, textOfDay, type Day } from '../timetable/day.ts'

/** What is wrong with a line of a text of days. */
export interface CalendarFinding {
  /** From 1. */
  readonly line: number
  readonly text: string
}

export interface CalendarText {
  readonly entries: readonly CalendarEntry[]
  readonly findings: readonly CalendarFinding[]
}

/** Reads the bytes of such a text: UTF-8, or what Windows writes in Japan. */
export function readCalendarText(bytes: Uint8Array): CalendarText {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    text = new TextDecoder('shift_jis').decode(bytes)
  }
  return parseCalendarText(text)
}

const kinds: Readonly<Record<string, CalendarEntry['kind']>> = {
  closed: 'closed',
  休: 'closed',
  休業: 'closed',
  open: 'open',
  出: 'open',
  営業: 'open',
}

/**
 * Reads days of a company as `date,kind,name`: a date, a date of each year (`12-29`) or a range
 * (`2026-12-29..2027-01-03`); `closed` or `open`, also in Japanese. The Cabinet Office's list of
 * holidays (`date,name`) is read as days that are closed. All findings are given at once.
 */
export function parseCalendarText(text: string): CalendarText {
  const entries: CalendarEntry[] = []
  const findings: CalendarFinding[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  for (const [place, line] of lines.entries()) {
    const cells = cellsOf(line)
    if (line.trim() === '' || (place === 0 && isHead(cells))) continue
    const entry = entryOf(cells)
    if (entry === undefined) findings.push({ line: place + 1, text: line.trim() })
    else entries.push(entry)
  }
  return { entries, findings }
}

/** What {@link parseCalendarText} reads, with a head of its own. */
export function calendarText(entries: readonly CalendarEntry[]): string {
  const lines = entries.map(({ kind, name = '', when }) =>
    [textOfWhen(when), kind, quoted(name)].join(','),
  )
  return ['date,kind,name', ...lines, ''].join('\r\n')
}

function quoted(name: string): string {
  return /[",\r\n]/.test(name)
    ? `"${name.replaceAll('"', '""').replaceAll(/[\r\n]+/g, ' ')}"`
    : name
}

/** The cells of a line; one in quotes may hold commas. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g)].map(
    ([, inQuotes, plain = '']) => inQuotes?.replaceAll('""', '"').trim() ?? plain.trim(),
  )
}

function isHead([first = '']: readonly string[]): boolean {
  return !/^\d/.test(first)
}

function entryOf([date = '', second = '', third = '']: readonly string[]):
  CalendarEntry | undefined {
  const when = parseWhen(date)
  if (when === undefined) return undefined
  const kind = kinds[second.toLowerCase()]
  // Two columns without a kind: the list of holidays.
  const name = kind === undefined ? second : third
  if (kind === undefined && (second === '' || third !== '')) return undefined
  return { kind: kind ?? 'closed', when, ...(name === '' ? {} : { name }) }
}

/** `2026-09-24`, `12-29` (each year), `2026-12-29..2027-01-03`. @returns undefined if it is none */
export function parseWhen(text: string): CalendarEntry['when'] | undefined {
  const [from = '', to, more] = text.split('..')
  if (more !== undefined) return undefined
  const yearly = /^(\d{1,2})-(\d{1,2})$/.exec(from)
  if (yearly !== null && to === undefined) {
    const [month, date] = [Number(yearly[1]), Number(yearly[2])]
    // 2000 was a leap year: the 29th of February is a date of some years.
    const isDate = dayOf(`2000-${month}-${date}`) !== undefined
    return isDate ? { month, date } : undefined
  }
  const [first, last] = [dayOf(from), dayOf(to ?? from)]
  if (first === undefined || last === undefined || last < first) return undefined
  return { from: first, to: last }
}

/** `2026-09-24`, `2026/9/24` */
function dayOf(text: string): Day | undefined {
  const found = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text)
  if (found === null) return undefined
  const [, year = '', month = '', date = ''] = found
  return parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
}

/** The days of an entry as people write them. */
export function textOfWhen(when: CalendarEntry['when']): string {
  if ('month' in when) {
    return [when.month, when.date].map((part) => String(part).padStart(2, '0')).join('-')
  }
  const [from, to] = [textOfDay(when.from), textOfDay(when.to)]
  return from === to ? from : `${from}..${to}`
}
