import { Cron } from 'croner'

import { HikyakuError } from '../../errors/index.ts'

/** What cron's many dialects mean alike, by field: minute, hour, day, month, weekday. */
const allowed = [
  /^[\d*,/-]+$/,
  /^[\d*,/-]+$/,
  /^[\d*,/L-]+$/i,
  /^(?:[\d*,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)+$/i,
  /^(?:[\d*,/-]|sun|mon|tue|wed|thu|fri|sat)+$/i,
]

/**
 * Checks the text of a cron rule: five fields of `* , - /`, names, and `L` as day of month.
 *
 * @throws HikyakuError timetable-invalid, with the reason: another number of fields, signs
 * whose meaning differs between cron's dialects, both day fields set (most crons then mean
 * either, not both), or a text that never comes true.
 */
export function checkCron(text: string): void {
  const fields = text.trim().split(/\s+/)
  if (fields.length !== 5) refuse(text, 'fields')
  if (!fields.every((field, place) => allowed[place]?.test(field))) refuse(text, 'signs')
  const [, , dayOfMonth, , dayOfWeek] = fields
  if (dayOfMonth !== '*' && dayOfWeek !== '*') refuse(text, 'both-days')
  const first = compiled(text, 'UTC').nextRun(new Date('2026-01-01T00:00:00Z'))
  if (first === null) refuse(text, 'never')
}

/** The instants of a cron rule after `from` up to and with `to`. */
export function* cronInstants(
  text: string,
  zone: string,
  { from, to }: { readonly from: number; readonly to: number },
): Generator<number> {
  const cron = compiled(text, zone)
  let next = cron.nextRun(new Date(from))
  while (next !== null && next.getTime() <= to) {
    yield next.getTime()
    next = cron.nextRun(next)
  }
}

function compiled(text: string, timezone: string): Cron {
  try {
    return new Cron(text.trim(), {
      timezone,
      mode: '5-part',
      paused: true,
      // A fixed time runs once where it comes twice, as in cron.
      fixedTimeRule: 'no-wildcard',
    })
  } catch (cause) {
    throw new HikyakuError('timetable-invalid', reasonOf(text, 'signs'), { cause })
  }
}

const reasons = {
  fields: ['a cron rule has five fields', 'cron の書式は 5 つの項目です'],
  signs: [
    'only * , - / with names, and L as day of month, are understood',
    '使えるのは * , - / と曜日・月の名前、日の L だけです',
  ],
  'both-days': [
    'day of month and day of week together mean either of them, not both; use two rules',
    '日と曜日を両方指定すると「どちらか」の意味になります。規則を 2 つに分けてください',
  ],
  never: ['it never comes true', 'この時刻は一度も来ません'],
} as const

function reasonOf(text: string, reason: keyof typeof reasons): Record<string, string> {
  const [detail, detailJa] = reasons[reason]
  return { value: text, detail, detailJa }
}

function refuse(text: string, reason: keyof typeof reasons): never {
  throw new HikyakuError('timetable-invalid', reasonOf(text, reason))
}
