import type { Command } from 'commander'
import { defined } from '../../../base/defined.ts'

import type { FlowInput } from '../../../domain/flows/index.ts'
import { missedPolicies, type MissedPolicy } from '../../../domain/timetable/missed.ts'
import { shifts, type Shift } from '../../../domain/timetable/rule.ts'
import { badArgument, oneOf, plainValue, wholeNumber } from '../arguments.ts'
import { addOption } from '../command.ts'
import type { Session } from '../session.ts'
import { addWebhookOptions, type TypedWebhook } from '../webhook-options.ts'
import {
  expectationOptions,
  expectationsInput,
  type ExpectationFlags,
} from './expectation-options.ts'
import {
  folderInput,
  folderOptions,
  handOverOptions,
  pickUpOptions,
  type FolderFlags,
} from './folder-options.ts'
import {
  programListOptions,
  programOptions,
  programsInput,
  type ProgramFlags,
} from './program-options.ts'

/** The flags of a flow, as commander gives them; absent: not typed. */
export interface FlowFlags extends ExpectationFlags, FolderFlags, ProgramFlags {
  readonly partner?: string
  readonly send?: boolean
  readonly receive?: boolean
  readonly documentType?: string
  readonly formatType?: string
  readonly filtered?: boolean
  readonly at?: string
  readonly every?: number
  readonly from?: string
  readonly until?: string
  readonly cron?: string
  readonly days?: string
  readonly shift?: Shift
  readonly sameMonth?: boolean
  readonly offset?: number
  readonly except?: string
  readonly also?: string
  readonly valid?: string
  readonly calendar?: string
  readonly zone?: string
  readonly missed?: MissedPolicy
  readonly missedWithin?: number
  readonly retryFor?: number
  readonly maxRun?: number
  readonly spread?: number
  readonly timetable?: boolean
  readonly keepDays?: number | false
  readonly note?: string
}

const text = (flag: string): ((value: string) => string) => plainValue(flag)
const minutes = (flag: string, max = 1440): ((value: string) => number) =>
  wholeNumber(flag, { min: 0, max })

/** A whole number that may be negative. */
function signed(flag: string): (value: string) => number {
  return (value) => {
    if (/^[+-]?\d{1,2}$/.test(value)) return Number(value)
    throw badArgument(flag, {
      en: `“${value}” is not a number of business days`,
      ja: `「${value}」は営業日数ではありません`,
    })
  }
}

/** Which days and times: one rule of a timetable. */
const ruleOptions = [
  { flags: '--at <times>', help: 'option.flow-at', parse: text('--at') },
  { flags: '--every <minutes>', help: 'option.flow-every', parse: minutes('--every') },
  { flags: '--from <time>', help: 'option.flow-from', parse: text('--from'), standard: '00:00' },
  {
    flags: '--until <time>',
    help: 'option.flow-until',
    parse: text('--until'),
    standard: '23:59',
  },
  { flags: '--cron <text>', help: 'option.flow-cron', parse: text('--cron') },
  { flags: '--days <days>', help: 'option.flow-days', parse: text('--days'), standard: 'all' },
  {
    flags: '--shift <way>',
    help: 'option.flow-shift',
    parse: oneOf('--shift', shifts),
    words: shifts,
  },
  { flags: '--same-month', help: 'option.flow-same-month' },
  { flags: '--offset <days>', help: 'option.flow-offset', parse: signed('--offset') },
  { flags: '--except <dates>', help: 'option.flow-except', parse: text('--except') },
  { flags: '--also <dates>', help: 'option.flow-also', parse: text('--also') },
  { flags: '--valid <range>', help: 'option.flow-valid', parse: text('--valid') },
] as const

/** How the timetable as a whole is kept. */
const timetableOptions = [
  {
    flags: '--calendar <name>',
    help: 'option.flow-calendar',
    parse: text('--calendar'),
    standard: 'japan',
  },
  {
    flags: '--zone <zone>',
    help: 'option.flow-zone',
    parse: text('--zone'),
    standard: 'Asia/Tokyo',
  },
  {
    flags: '--missed <way>',
    help: 'option.flow-missed',
    parse: oneOf('--missed', missedPolicies),
    words: missedPolicies,
    standard: 'once',
  },
  {
    flags: '--missed-within <hours>',
    help: 'option.flow-missed-within',
    parse: minutes('--missed-within', 744),
    standard: '24',
  },
  {
    flags: '--retry-for <minutes>',
    help: 'option.flow-retry-for',
    parse: minutes('--retry-for'),
    standard: '60',
  },
  {
    flags: '--max-run <minutes>',
    help: 'option.flow-max-run',
    parse: minutes('--max-run'),
    standard: '120',
  },
  { flags: '--spread <seconds>', help: 'option.flow-spread', parse: minutes('--spread', 3600) },
] as const

/** How long payloads are kept (整理). */
const clearingOptions = [
  {
    flags: '--keep-days <days>',
    help: 'option.flow-keep-days',
    parse: wholeNumber('--keep-days', { min: 1, max: 36_500 }),
  },
] as const

/** The options of timetable and expectations, for `flow add` and `flow set`. */
export function addFlowOptions(command: Command, session: Session): void {
  for (const plan of [
    ...ruleOptions,
    ...timetableOptions,
    ...folderOptions,
    ...handOverOptions,
    ...pickUpOptions,
    ...programOptions,
    ...expectationOptions,
    ...clearingOptions,
  ]) {
    addOption<string | number | readonly number[]>(command, session, plan)
  }
  for (const plan of programListOptions) {
    addOption<readonly string[]>(command, session, plan)
  }
  addWebhookOptions(command, session)
  addOption(command, session, { flags: '--payload', help: 'option.flow-payload' })
}

type RuleInput = NonNullable<FlowInput['timetable']>['rules'][number]

/** What the flags do not say. */
interface FlowPlace {
  readonly name: string
  /** Of the partner. */
  readonly formatType: string
  /** Where the command was typed. */
  readonly directory: string
  /** What was typed of one. */
  readonly webhook: TypedWebhook
}

/** What `flow add` makes of its flags. @throws HikyakuError argument-invalid, argument-missing */
export function flowInput(
  flags: FlowFlags,
  { name, formatType, directory, webhook }: FlowPlace,
): FlowInput {
  if ((flags.send === true) === (flags.receive === true)) {
    throw badArgument('--send, --receive', {
      en: 'one of them says which way the documents go',
      ja: 'どちらか一方を指定してください',
    })
  }
  const { partner = '', documentType } = flags
  const kind =
    documentType === undefined
      ? ('any' as const)
      : { formatType: flags.formatType ?? formatType, documentType }
  const timetable = timetableInput(flags)
  const expectations = expectationsInput(flags)
  const direction = flags.send === true ? 'send' : 'receive'
  const folder = folderInput(flags, { direction, directory })
  const programs = programsInput(flags, { direction, directory, webhook })
  return {
    name,
    partner,
    direction,
    kind,
    ...defined({
      filtered: flags.filtered,
      timetable,
      folder,
      programs,
      expectations,
      keepDays: flags.keepDays === false ? undefined : flags.keepDays,
      note: flags.note,
    }),
  }
}

/** The settings before, with what was typed; `--no-timetable` takes the timetable away. */
export function changedInput(
  before: FlowInput,
  flags: FlowFlags,
  { directory, webhook }: Pick<FlowPlace, 'directory' | 'webhook'>,
): FlowInput {
  const {
    timetable: old,
    expectations: expected,
    folder: place,
    programs: known,
    ...other
  } = before
  const { keepDays: kept, ...rest } = other
  const keepDays = flags.keepDays === false ? undefined : (flags.keepDays ?? kept)
  const typed = timetableInput(flags, old)
  const timetable = flags.timetable === false ? undefined : (typed ?? old)
  const expectations = expectationsInput(flags, expected)
  const { direction } = before
  const folder = folderInput(flags, { direction, directory, before: place })
  const programs = programsInput(flags, { direction, directory, webhook, before: known })
  return {
    ...rest,
    ...defined({
      filtered: flags.filtered,
      keepDays,
      note: flags.note,
      timetable,
      folder,
      programs,
      expectations,
    }),
  }
}

/** Times that are typed replace those before; the rest of the rule stays as it was. */
function timetableInput(
  flags: FlowFlags,
  before?: FlowInput['timetable'],
): FlowInput['timetable'] | undefined {
  const rule = ruleInput(flags, before?.rules[0])
  const rules = rule === undefined ? before?.rules : [rule, ...(before?.rules.slice(1) ?? [])]
  const rest = {
    ...set('calendar', flags.calendar),
    ...set('zone', flags.zone),
    ...set('missed', flags.missed),
    ...set('missedWithinHours', flags.missedWithin),
    ...set('retryForMinutes', flags.retryFor),
    ...set('maxRunMinutes', flags.maxRun),
    ...set('spreadSeconds', flags.spread),
  }
  if (rule === undefined && Object.keys(rest).length === 0) return undefined
  if (rules === undefined) {
    throw badArgument('--at, --every, --cron', {
      en: 'a timetable needs one of them',
      ja: '時刻表にはどれか 1 つが必要です',
    })
  }
  return { ...before, ...rest, rules: [...rules] }
}

function ruleInput(flags: FlowFlags, before: RuleInput | undefined): RuleInput | undefined {
  const every =
    flags.every === undefined
      ? undefined
      : { minutes: flags.every, from: flags.from ?? '00:00', until: flags.until ?? '23:59' }
  const times = { ...set('at', flags.at), ...set('every', every), ...set('cron', flags.cron) }
  const days = {
    ...set('days', flags.days),
    ...set('shift', flags.shift),
    ...set('sameMonth', flags.sameMonth),
    ...set('offset', flags.offset),
    ...set('except', flags.except),
    ...set('also', flags.also),
    ...set('valid', rangeOf(flags.valid)),
  }
  const timed = Object.keys(times).length > 0
  if (!timed && Object.keys(days).length === 0) return undefined
  const old: RuleInput = before ?? { days: 'all' }
  const kept = timed ? { ...old, at: undefined, every: undefined, cron: undefined } : old
  return { ...kept, ...days, ...times }
}

function rangeOf(text: string | undefined): { from: string; to: string } | undefined {
  if (text === undefined) return undefined
  const [from, to, more] = text.split('..')
  if (from === undefined || to === undefined || more !== undefined) {
    throw badArgument('--valid', {
      en: `“${text}” is not written 2026-04-01..2027-03-31`,
      ja: `「${text}」は 2026-04-01..2027-03-31 の形ではありません`,
    })
  }
  return { from, to }
}

function set<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>)
}
