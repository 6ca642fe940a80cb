import { isAbsolute, resolve } from 'node:path'

import { defined } from '../../../base/defined.ts'
import type { FlowInput } from '../../../domain/flows/index.ts'
import { programSteps, type ProgramStep } from '../../../domain/flows/flow.ts'
import { badArgument, oneOf, plainValue, repeated, wholeNumber } from '../arguments.ts'
import type { TypedWebhook, WebhookFlags } from '../webhook-options.ts'

/** The flags of a flow's program, as commander gives them; absent: not typed. */
export interface ProgramFlags extends WebhookFlags {
  readonly payload?: boolean
  readonly program?: string | false
  readonly argument?: readonly string[]
  readonly step?: ProgramStep
  readonly ok?: readonly number[]
  readonly warn?: readonly number[]
  readonly timeLimit?: number
  readonly retries?: number
  readonly retryAfter?: number
  readonly repeat?: 'again' | 'ask'
  readonly env?: readonly string[]
  readonly workingFolder?: string
}

const repeats = ['again', 'ask'] as const
const text = (flag: string): ((value: string) => string) => plainValue(flag, 4096)

/** `0,3`: exit statuses. */
function statuses(flag: string): (typed: string) => readonly number[] {
  const one = wholeNumber(flag, { min: 0, max: 255 })
  return (typed) => typed.split(',').map((part) => one(part.trim()))
}

/** What is started before and after runs, and for documents. */
export const programOptions = [
  { flags: '--program <file>', help: 'option.flow-program', parse: text('--program') },
  {
    flags: '--step <step>',
    help: 'option.flow-step',
    parse: oneOf('--step', programSteps),
    words: programSteps,
  },
  { flags: '--ok <statuses>', help: 'option.flow-ok', parse: statuses('--ok'), standard: '0' },
  { flags: '--warn <statuses>', help: 'option.flow-warn', parse: statuses('--warn') },
  {
    flags: '--time-limit <seconds>',
    help: 'option.flow-time-limit',
    parse: wholeNumber('--time-limit', { min: 1, max: 86_400 }),
    standard: '600',
  },
  {
    flags: '--retries <count>',
    help: 'option.flow-retries',
    parse: wholeNumber('--retries', { min: 0, max: 100 }),
    standard: '2',
  },
  {
    flags: '--retry-after <seconds>',
    help: 'option.flow-retry-after',
    parse: wholeNumber('--retry-after', { min: 0, max: 86_400 }),
    standard: '60',
  },
  {
    flags: '--repeat <way>',
    help: 'option.flow-repeat',
    parse: oneOf('--repeat', repeats),
    words: repeats,
    standard: 'again',
  },
  {
    flags: '--working-folder <dir>',
    help: 'option.flow-working-folder',
    parse: text('--working-folder'),
  },
] as const

/** Those that may be given several times. */
export const programListOptions = [
  {
    flags: '--argument <text>',
    help: 'option.flow-argument',
    // An argument may be empty, or hold what it likes.
    parse: repeated((typed) => typed),
  },
  { flags: '--env <name>', help: 'option.flow-env', parse: repeated(text('--env')) },
] as const

type ProgramInput = NonNullable<FlowInput['programs']>[number]

interface ProgramFacts {
  /** What was typed of a webhook. */
  readonly webhook: TypedWebhook
  readonly direction: 'receive' | 'send'
  /** From which a path that is not absolute is meant. */
  readonly directory: string
  readonly before?: readonly ProgramInput[] | undefined
}

/**
 * The programs as they stood, with what was typed for one step; `--no-program` takes away that
 * of the step that is named, or all.
 *
 * @throws argument-invalid
 */
export function programsInput(
  { program: file, step: named, ...flags }: ProgramFlags,
  { direction, directory, webhook, before = [] }: ProgramFacts,
): ProgramInput[] | undefined {
  if (file === false) {
    return some(before.filter(({ step }) => named !== undefined && step !== named))
  }
  const called = calledBy(webhook, flags.payload)
  if (called !== undefined && file !== undefined) throw oneOfBoth()
  const typed = typedOnly(flags, directory)
  const path = file === undefined ? webhook.url : absolute(directory, file)
  const said = Object.keys({ ...typed, ...defined({ path, called }) })
  if (said.length === 0) return some([...before])
  const standard = before.length === 1 && path === undefined ? before[0]?.step : undefined
  const step = named ?? standard ?? stepOf(direction)
  const old = before.find((one) => one.step === step)
  const changed = ofOneKind({ old, typed, step, file: path ?? nameOf(old, called), called })
  return [...before.filter((one) => one.step !== step), changed]
}

/** What is started or called already: only the rest was typed. @throws argument-invalid */
function nameOf(old: ProgramInput | undefined, called: ProgramInput['webhook']): string {
  if (old !== undefined) return old.file
  throw nothingNamed(called === undefined ? '--program' : '--webhook')
}

function calledBy(webhook: TypedWebhook, payload: boolean | undefined): ProgramInput['webhook'] {
  const called = defined({ ...webhook, payload })
  return Object.keys(called).length === 0 ? undefined : called
}

function nothingNamed(flag: '--program' | '--webhook'): Error {
  return badArgument(flag, {
    en: 'says which, so the others of the program need it',
    ja: '起動するプログラムです。プログラムのほかの指定にはこれが必要です',
  })
}

interface OneKind {
  readonly old: ProgramInput | undefined
  readonly typed: Partial<ProgramInput>
  readonly step: ProgramStep
  readonly file: string
  readonly called: ProgramInput['webhook']
}

/** A webhook that takes the place of a program has nothing of it but its times, and the reverse. */
function ofOneKind({ old, typed, step, file, called }: OneKind): ProgramInput {
  const isWebhook = called !== undefined || (old?.webhook !== undefined && old.file === file)
  const { webhook, ...rest }: Partial<ProgramInput> = old ?? {}
  const { timeLimitSeconds, retries, retryAfterSeconds, repeat } = rest
  const times = defined({ timeLimitSeconds, retries, retryAfterSeconds, repeat })
  if (!isWebhook) return { ...(webhook === undefined ? rest : times), ...typed, step, file }
  return { ...times, ...typed, step, file, webhook: { ...webhook, ...called } }
}

function oneOfBoth(): Error {
  return badArgument('--program', {
    en: 'at a step a program is started or a webhook called: one of the two',
    ja: '1 つの時点に使うのはプログラムか Webhook のどちらか 1 つです',
  })
}

const stepOf = (direction: 'receive' | 'send'): ProgramStep =>
  direction === 'receive' ? 'received' : 'sent'

function some(programs: ProgramInput[]): ProgramInput[] | undefined {
  return programs.length === 0 ? undefined : programs
}

function absolute(directory: string, path: string): string {
  return isAbsolute(path) ? path : resolve(directory, path)
}

function typedOnly(flags: ProgramFlags, directory: string): Partial<ProgramInput> {
  const { workingFolder } = flags
  const all = {
    arguments: flags.argument,
    ok: flags.ok,
    warn: flags.warn,
    timeLimitSeconds: flags.timeLimit,
    retries: flags.retries,
    retryAfterSeconds: flags.retryAfter,
    repeat: flags.repeat,
    environment: flags.env,
    workingFolder: workingFolder === undefined ? undefined : absolute(directory, workingFolder),
  }
  const set = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set)
}
