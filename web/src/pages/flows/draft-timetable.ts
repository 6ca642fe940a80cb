import { businessDays, daysDraftOf, daysOf, type DaysDraft } from './draft-days.ts'
import type { FlowRule, FlowTimetable } from './flow-parts.ts'
import { filledIn, listed, numberOf, plain, textOfNumber, unseenIn } from './typed.ts'

export const timesKinds = ['at', 'every', 'cron'] as const
export const shifts = ['none', 'before', 'after', 'skip'] as const
export const missedWays = ['once', 'each', 'skip'] as const
export const overlaps = ['queue', 'skip'] as const

/** One rule of a timetable, as it is typed. */
export interface RuleDraft {
  readonly times: (typeof timesKinds)[number]
  readonly at: string
  readonly minutes: string
  readonly from: string
  readonly until: string
  readonly cron: string
  readonly days: DaysDraft
  readonly shift: string
  readonly sameMonth: boolean
  readonly offset: string
  readonly except: string
  readonly also: string
  readonly validFrom: string
  readonly validTo: string
  readonly unseen: Readonly<Record<string, unknown>>
}

export interface TimetableDraft {
  readonly rules: readonly RuleDraft[]
  readonly calendar: string
  readonly zone: string
  readonly missed: string
  readonly missedWithinHours: string
  readonly retryForMinutes: string
  readonly maxRunMinutes: string
  readonly overlap: string
  readonly spreadSeconds: string
  readonly unseen: Readonly<Record<string, unknown>>
}

export const newRule: RuleDraft = {
  times: 'at',
  at: '',
  minutes: '30',
  from: '07:00',
  until: '19:00',
  cron: '',
  days: businessDays,
  shift: 'none',
  sameMonth: false,
  offset: '',
  except: '',
  also: '',
  validFrom: '',
  validTo: '',
  unseen: {},
}

export const newTimetable: TimetableDraft = {
  rules: [newRule],
  calendar: 'japan',
  zone: 'Asia/Tokyo',
  missed: 'once',
  missedWithinHours: '24',
  retryForMinutes: '60',
  maxRunMinutes: '120',
  overlap: 'queue',
  spreadSeconds: '',
  unseen: {},
}

export function timetableDraftOf(timetable: FlowTimetable): TimetableDraft {
  const { rules, missedWithinHours, retryForMinutes, maxRunMinutes, spreadSeconds } = timetable
  const { calendar, zone, missed, overlap } = { ...newTimetable, ...timetable }
  return {
    rules: rules.map(ruleDraftOf),
    ...{ calendar, zone, missed, overlap },
    missedWithinHours: textOfNumber(missedWithinHours),
    retryForMinutes: textOfNumber(retryForMinutes),
    maxRunMinutes: textOfNumber(maxRunMinutes),
    spreadSeconds: textOfNumber(spreadSeconds),
    unseen: unseenIn(timetable, Object.keys(newTimetable)),
  }
}

const ruleFields = [...Object.keys(newRule), 'every', 'valid']

function ruleDraftOf(rule: FlowRule): RuleDraft {
  const { at, every, cron, valid } = rule
  return {
    ...newRule,
    times: every !== undefined ? 'every' : cron !== undefined ? 'cron' : 'at',
    at: at ?? '',
    cron: cron ?? '',
    ...(every === undefined
      ? {}
      : { minutes: String(every.minutes), from: every.from, until: every.until }),
    days: daysDraftOf(rule.days),
    shift: rule.shift ?? 'none',
    sameMonth: rule.sameMonth ?? false,
    offset: textOfNumber(rule.offset),
    except: rule.except ?? '',
    also: rule.also ?? '',
    validFrom: valid?.from ?? '',
    validTo: valid?.to ?? '',
    unseen: unseenIn(rule, ruleFields),
  }
}

/** As the station takes it. */
export function timetableOf(draft: TimetableDraft): Record<string, unknown> {
  const { rules, calendar, zone, missed, overlap } = draft
  return filledIn({
    ...draft.unseen,
    rules: rules.map(ruleOf),
    zone: plain(zone),
    ...{ calendar, missed, overlap },
    missedWithinHours: numberOf(draft.missedWithinHours),
    retryForMinutes: numberOf(draft.retryForMinutes),
    maxRunMinutes: numberOf(draft.maxRunMinutes),
    spreadSeconds: numberOf(draft.spreadSeconds),
  })
}

function ruleOf(draft: RuleDraft): Record<string, unknown> {
  const { shift, sameMonth, validFrom, validTo } = draft
  const isMoved = shift === 'before' || shift === 'after'
  return {
    ...draft.unseen,
    days: daysOf(draft.days),
    ...timesOf(draft),
    ...filledIn({
      shift: shift === 'none' ? undefined : shift,
      sameMonth: isMoved && sameMonth ? true : undefined,
      offset: numberOf(draft.offset),
      except: listed(draft.except),
      also: listed(draft.also),
      valid: validFrom === '' && validTo === '' ? undefined : { from: validFrom, to: validTo },
    }),
  }
}

function timesOf({ times, at, minutes, from, until, cron }: RuleDraft): Record<string, unknown> {
  if (times === 'cron') return { cron: plain(cron) }
  if (times === 'at') return { at: listed(at) }
  return { every: { minutes: numberOf(minutes) ?? '', from: plain(from), until: plain(until) } }
}
