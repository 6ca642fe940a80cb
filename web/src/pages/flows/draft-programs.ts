import type { FlowProgram, ProgramStep } from './flow-parts.ts'
import { filledIn, listed, numberOf, unseenIn } from './typed.ts'

/** A program as it is typed: its arguments are lines. */
export interface ProgramDraft {
  readonly step: ProgramStep
  readonly file: string
  readonly arguments: string
  readonly ok: string
  readonly warn: string
  readonly timeLimitSeconds: string
  readonly retries: string
  readonly retryAfterSeconds: string
  readonly repeat: string
  readonly environment: string
  readonly workingFolder: string
  readonly way: string
  /** Of a webhook: a secret that is not typed stays as it is. */
  readonly url: string
  readonly key: string
  readonly payload: boolean
  readonly proxy: string
  readonly trust: readonly string[]
  readonly unseen: Readonly<Record<string, unknown>>
  /** Arguments that lines cannot show, such as one that holds a line end. */
  readonly kept?: { readonly shown: string; readonly arguments: readonly string[] }
}

export const programWays = ['program', 'webhook'] as const

const noWebhook = { way: 'program', url: '', key: '', payload: false, proxy: '', trust: [] }

export const repeats = ['again', 'ask'] as const

const stepsOf = {
  receive: ['received', 'before-run', 'after-run'],
  send: ['sent', 'failed', 'before-run', 'after-run'],
} as const satisfies Record<'receive' | 'send', readonly ProgramStep[]>

/** When a program of a flow can be started; that of a run needs a timetable. */
export function stepsFor(
  direction: 'receive' | 'send',
  hasTimetable: boolean,
): readonly ProgramStep[] {
  return stepsOf[direction].filter((step) => hasTimetable || !step.endsWith('-run'))
}

export function newProgram(step: ProgramStep): ProgramDraft {
  return {
    step,
    file: '',
    arguments: step.endsWith('-run') ? '' : '{file}',
    ok: '0',
    warn: '',
    timeLimitSeconds: '600',
    retries: '2',
    retryAfterSeconds: '60',
    repeat: 'again',
    environment: '',
    workingFolder: '',
    ...noWebhook,
    unseen: {},
  }
}

export function programDraftOf(program: FlowProgram): ProgramDraft {
  const { step, file, repeat, workingFolder = '' } = program
  const { webhook } = program
  const shown = program.arguments.join('\n')
  return {
    ...{ step, file, repeat, workingFolder },
    ...noWebhook,
    ...(webhook && { way: 'webhook', ...webhook, proxy: webhook.proxy ?? '' }),
    arguments: shown,
    ok: program.ok.join(','),
    warn: program.warn.join(','),
    timeLimitSeconds: String(program.timeLimitSeconds),
    retries: String(program.retries),
    retryAfterSeconds: String(program.retryAfterSeconds),
    environment: program.environment.join(','),
    unseen: unseenIn(program, [...Object.keys(newProgram(step)), 'webhook']),
    kept: { shown, arguments: program.arguments },
  }
}

/** As the station takes it. */
export function programOf(draft: ProgramDraft): Record<string, unknown> {
  if (draft.way === 'webhook') return webhookOf(draft)
  const { step, file, repeat, kept } = draft
  const lines = draft.arguments === '' ? [] : draft.arguments.split(/\r?\n/u)
  return {
    ...draft.unseen,
    step,
    file: file.trim(),
    arguments: kept?.shown === draft.arguments ? kept.arguments : lines,
    repeat,
    ...filledIn({
      ok: statuses(draft.ok),
      warn: statuses(draft.warn),
      timeLimitSeconds: numberOf(draft.timeLimitSeconds),
      retries: numberOf(draft.retries),
      retryAfterSeconds: numberOf(draft.retryAfterSeconds),
      environment: namesIn(draft.environment),
      workingFolder: draft.workingFolder.trim(),
    }),
  }
}

function webhookOf(draft: ProgramDraft): Record<string, unknown> {
  const { step, repeat, payload, trust, key } = draft
  const url = draft.url.trim()
  return {
    ...draft.unseen,
    ...{ step, repeat },
    // Its server follows from a new address.
    file: url === '' ? draft.file : serverIn(url),
    arguments: [],
    ok: [0],
    warn: [],
    environment: [],
    webhook: { payload, trust, ...filledIn({ url, key, proxy: draft.proxy.trim() }) },
    ...filledIn({
      timeLimitSeconds: numberOf(draft.timeLimitSeconds),
      retries: numberOf(draft.retries),
      retryAfterSeconds: numberOf(draft.retryAfterSeconds),
    }),
  }
}

/** What is no address is sent as it is, and the station says what is wrong. */
function serverIn(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url
}

function statuses(text: string): readonly unknown[] | undefined {
  const typed = listed(text)
  return typed === '' ? undefined : typed.split(',').map(numberOf)
}

function namesIn(text: string): readonly string[] | undefined {
  const typed = listed(text)
  return typed === '' ? undefined : typed.split(',')
}
