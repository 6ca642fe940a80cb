import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
// Each by its own file: whoever opens a ledger must not load the table of holidays.
import { checkCron } from '../timetable/cron.ts'
import { parseDates, parseDays, parseTime, parseTimes } from '../timetable/rule-text.ts'
import type { Times, Timetable, TimetableRule } from '../timetable/rule.ts'
import { zoneOf } from '../timetable/zone.ts'
import { atSetting } from './at-setting.ts'
import type { FlowRule, FlowTimetable } from './flow.ts'

/**
 * A flow's timetable, ready to be asked for slots.
 * @param spreadMilliseconds where the settings name none.
 * @throws HikyakuError timetable-invalid
 */
export function timetableOf(settings: FlowTimetable, spreadMilliseconds: number): Timetable {
  return {
    rules: settings.rules.map(ruleOf),
    zone: settings.zone,
    spreadMilliseconds:
      settings.spreadSeconds === undefined ? spreadMilliseconds : settings.spreadSeconds * 1000,
  }
}

/** @throws HikyakuError timetable-invalid */
export function checkTimetable(settings: FlowTimetable): void {
  if (zoneOf(settings.zone) === undefined) {
    atSetting('timetable.zone', () =>
      refuse(settings.zone, 'there is no such time zone', 'このタイムゾーンはありません'),
    )
  }
  timetableOf(settings, 0)
}

function ruleOf(rule: FlowRule, place: number): TimetableRule {
  const at = <T>(field: keyof FlowRule, parse: () => T): T =>
    atSetting(`timetable.rules.${place}.${field}`, parse)
  const { except, also, valid } = rule
  return {
    days: at('days', () => parseDays(rule.days)),
    shift: rule.shift ?? 'none',
    ...defined({ sameMonth: rule.sameMonth, offset: rule.offset }),
    ...(except === undefined ? {} : { except: at('except', () => parseDates(except)) }),
    ...(also === undefined ? {} : { also: at('also', () => parseDates(also)) }),
    ...(valid === undefined ? {} : { valid: at('valid', () => validity(valid)) }),
    times: timesOf(rule, at),
  }
}

function validity({ from, to }: { from: string; to: string }): { from: number; to: number } {
  const [first, last] = [...parseDates(from), ...parseDates(to)]
  if (first === undefined || last === undefined || last < first) {
    return refuse(`${from}..${to}`, 'it ends before it begins', '終わりが始まりより前です')
  }
  return { from: first, to: last }
}

type At = <T>(field: keyof FlowRule, parse: () => T) => T

function timesOf({ at: times, every, cron, days }: FlowRule, at: At): Times {
  const named = [times, every, cron].filter((one) => one !== undefined)
  if (named.length !== 1) {
    const [detail, detailJa] = [
      'it needs times: at, every or cron, one of them',
      '時刻は at、every、cron のどれか 1 つで指定します',
    ]
    return at('at', () => refuse(days, detail, detailJa))
  }
  if (times !== undefined) return { kind: 'at', minutes: at('at', () => parseTimes(times)) }
  if (cron !== undefined) {
    at('cron', () => {
      checkCron(cron)
    })
    return { kind: 'cron', text: cron }
  }
  const { minutes: step, from, until } = every ?? { minutes: 60, from: '00:00', until: '23:59' }
  return at('every', () => ({
    kind: 'every',
    step,
    from: parseTime(from),
    until: parseTime(until),
  }))
}

function refuse(value: string, detail: string, detailJa: string): never {
  throw new HikyakuError('timetable-invalid', { value, detail, detailJa })
}
