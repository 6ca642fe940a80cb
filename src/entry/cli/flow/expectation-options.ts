import { defined } from '../../../base/defined.ts'
import type { FlowInput } from '../../../domain/flows/index.ts'
import { badArgument, plainValue, wholeNumber } from '../arguments.ts'

/** The flags of a flow's expectations, as commander gives them; absent: not typed. */
export interface ExpectationFlags {
  readonly expect?: string | false
  readonly atLeast?: number
  readonly grace?: number
  readonly since?: string
  readonly expectDays?: string
  readonly remind?: number
  readonly fetchedWithin?: number
  readonly watch?: string
  readonly watchDays?: string
  readonly waitsAtMost?: number
}

const text = (flag: string): ((value: string) => string) => plainValue(flag)
const number = (flag: string, max: number): ((value: string) => number) =>
  wholeNumber(flag, { min: 0, max })

/** By when something must have come, gone or been fetched. */
export const expectationOptions = [
  { flags: '--expect <time>', help: 'option.flow-expect', parse: text('--expect') },
  {
    flags: '--at-least <count>',
    help: 'option.flow-at-least',
    parse: number('--at-least', 100_000),
    standard: '1',
  },
  {
    flags: '--grace <minutes>',
    help: 'option.flow-grace',
    parse: number('--grace', 1440),
    standard: '0',
  },
  { flags: '--since <time>', help: 'option.flow-since', parse: text('--since') },
  {
    flags: '--expect-days <days>',
    help: 'option.flow-expect-days',
    parse: text('--expect-days'),
    standard: 'business',
  },
  {
    flags: '--remind <minutes>',
    help: 'option.flow-remind',
    parse: number('--remind', 1440),
    standard: '0',
  },
  {
    flags: '--fetched-within <hours>',
    help: 'option.flow-fetched-within',
    parse: number('--fetched-within', 744),
  },
  { flags: '--watch <range>', help: 'option.flow-watch', parse: text('--watch') },
  {
    flags: '--watch-days <days>',
    help: 'option.flow-watch-days',
    parse: text('--watch-days'),
    standard: 'business',
  },
  {
    flags: '--waits-at-most <minutes>',
    help: 'option.flow-waits-at-most',
    parse: number('--waits-at-most', 1_000_000),
  },
] as const

type ExpectationInput = NonNullable<FlowInput['expectations']>[number]
type OfKind<K extends ExpectationInput['kind']> = Extract<ExpectationInput, { kind: K }>

/**
 * The expectations as they stood, with what was typed: of each kind the first is changed, or
 * one is added. `--no-expect` takes all of them away.
 */
export function expectationsInput(
  flags: ExpectationFlags,
  before: readonly ExpectationInput[] = [],
): ExpectationInput[] | undefined {
  if (flags.expect === false) return undefined
  const typed = [byTime(flags, before), fetched(flags, before), waiting(flags)]
  const changed = typed.filter((one) => one !== undefined)
  const kinds = new Set(changed.map(({ kind }) => kind))
  const rest = before.filter((one, place) => {
    const isFirst = before.findIndex(({ kind }) => kind === one.kind) === place
    return !kinds.has(one.kind) || !isFirst
  })
  const all = [...changed, ...rest]
  return all.length === 0 ? undefined : all
}

function byTime(
  { expect, atLeast, grace, since, expectDays, remind }: ExpectationFlags,
  before: readonly ExpectationInput[],
): OfKind<'by-time'> | undefined {
  const more = {
    ...defined({ atLeast, graceMinutes: grace, since, days: expectDays, remindMinutes: remind }),
  }
  if (typeof expect !== 'string' && Object.keys(more).length === 0) return undefined
  const old = before.find((one) => one.kind === 'by-time')
  const at = typeof expect === 'string' ? expect : old?.at
  if (at === undefined) {
    throw badArgument('--expect', {
      en: 'says by when, so the others of the deadline need it',
      ja: '期限の時刻です。期限のほかの指定にはこれが必要です',
    })
  }
  return { ...old, kind: 'by-time', ...more, at }
}

function fetched(
  { fetchedWithin, watch, watchDays }: ExpectationFlags,
  before: readonly ExpectationInput[],
): OfKind<'fetched'> | undefined {
  if (fetchedWithin === undefined && watch === undefined && watchDays === undefined) {
    return undefined
  }
  const old = before.find((one) => one.kind === 'fetched')
  const withinHours = fetchedWithin ?? old?.withinHours
  if (withinHours === undefined) {
    throw badArgument('--fetched-within', {
      en: 'says how long, so --watch and --watch-days need it',
      ja: '取得の期限（時間）です。--watch と --watch-days にはこれが必要です',
    })
  }
  return {
    ...old,
    kind: 'fetched',
    withinHours,
    ...(watch === undefined ? {} : { watch: hoursOf(watch) }),
    ...defined({ watchDays }),
  }
}

function hoursOf(typed: string): { from: string; until: string } {
  const [from, until, more] = typed.split('-')
  if (from !== undefined && until !== undefined && more === undefined) return { from, until }
  throw badArgument('--watch', {
    en: `“${typed}” is not written 08:00-18:00`,
    ja: `「${typed}」は 08:00-18:00 の形ではありません`,
  })
}

function waiting({ waitsAtMost }: ExpectationFlags): OfKind<'waiting'> | undefined {
  return waitsAtMost === undefined ? undefined : { kind: 'waiting', atMostMinutes: waitsAtMost }
}
