import type { Hold } from '../holds/hold.ts'
import type { MissedPolicy, Shift } from '../timetable/index.ts'

/** A kind of document: the pair of formatType and documentType, or any. No half kinds. */
export type FlowKind = { readonly formatType: string; readonly documentType: string } | 'any'

export type Direction = 'receive' | 'send'

/** One rule of a flow's timetable, in the words in which people write it. */
export interface FlowRule {
  /** `business`, `mon,fri`, `d20,eom`, … */
  readonly days: string
  readonly shift?: Shift
  readonly sameMonth?: boolean
  readonly offset?: number
  readonly except?: string
  readonly also?: string
  /** First and last real date. */
  readonly valid?: { readonly from: string; readonly to: string }
  /** One of the three: `07:00,11:30`; every so many minutes; a cron text. */
  readonly at?: string
  readonly every?: { readonly minutes: number; readonly from: string; readonly until: string }
  readonly cron?: string
}

export interface FlowTimetable {
  readonly rules: readonly FlowRule[]
  readonly zone: string
  /** Name of a calendar: built in, or the company's own. */
  readonly calendar: string
  readonly missed: MissedPolicy
  readonly missedWithinHours: number
  readonly retryForMinutes: number
  readonly maxRunMinutes: number
  readonly overlap: 'queue' | 'skip'
  /** Seconds; absent: drawn once from the flow's id. */
  readonly spreadSeconds?: number
}

/** Where files to send are picked up. */
export interface PickUpFolder {
  readonly kind: 'pick-up'
  readonly path: string
  /** Which files: `*.xml`. */
  readonly name: string
  readonly whole: 'stable' | 'rename' | 'trigger'
  /** The ending of a trigger file, with `whole: trigger`. */
  readonly trigger?: string
  readonly looks: number
  readonly lookEverySeconds: number
  readonly when: 'at-run' | 'at-once'
  readonly settleSeconds: number
  readonly sameBytes: 'hold' | 'send' | 'refuse'
  readonly order: 'time' | 'name'
  readonly marker: boolean
}

/** Where received documents are put. */
export interface HandOverPlace {
  readonly kind: 'hand-over'
  readonly path: string
  /** How they are named: `{type}_{date}_{day-serial:3}{ext}`. */
  readonly name: string
  readonly exists: 'number' | 'wait'
  /** Minutes after which it is told that an earlier file of the name was not taken. */
  readonly waitLimitMinutes: number
  readonly doneFile?: string
  readonly mode?: string
  readonly marker: boolean
}

export const programSteps = ['received', 'sent', 'failed', 'before-run', 'after-run'] as const

export type ProgramStep = (typeof programSteps)[number]

export interface FlowProgram {
  readonly step: ProgramStep
  /** From the root; of a webhook scheme, host and port of its server. */
  readonly file: string
  readonly arguments: readonly string[]
  readonly ok: readonly number[]
  readonly warn: readonly number[]
  readonly timeLimitSeconds: number
  readonly retries: number
  readonly retryAfterSeconds: number
  /** After a crash in the middle: again, or only when a person says so. */
  readonly repeat: 'again' | 'ask'
  readonly environment: readonly string[]
  readonly workingFolder?: string
  /** Called instead: its address and the secret it is signed with lie sealed beside the flow. */
  readonly webhook?: FlowWebhook
}

export interface FlowWebhook {
  /** Whether the bytes of the document go with it. */
  readonly payload: boolean
  readonly proxy?: string
  readonly trust: readonly string[]
}

/** By when something must have come, gone or been fetched. */
export type Expectation =
  | {
      readonly kind: 'by-time'
      readonly at: string
      readonly days: string
      readonly atLeast: number
      readonly graceMinutes: number
      /** `18:00-1`: the window begins then on the day before; `-1b` the business day before. */
      readonly since?: string
      /** Minutes before the deadline at which a missing shipment is told. */
      readonly remindMinutes: number
    }
  | {
      readonly kind: 'fetched'
      readonly withinHours: number
      readonly watch?: { readonly from: string; readonly until: string }
      readonly watchDays: string
    }
  | { readonly kind: 'waiting'; readonly atMostMinutes: number }

/** What people set of a flow (業務): everything but these four is optional. */
export interface FlowSettings {
  readonly name: string
  readonly partner: string
  readonly direction: Direction
  readonly kind: FlowKind
  /** 2007 edition: ask the partner for this kind alone. */
  readonly filtered?: boolean
  readonly timetable?: FlowTimetable
  readonly folder?: PickUpFolder | HandOverPlace
  readonly programs?: readonly FlowProgram[]
  readonly expectations?: readonly Expectation[]
  readonly keepDays?: number
  readonly note?: string
}

/** A flow as it is kept: its id is never used again, also after it was removed. */
export interface Flow extends FlowSettings {
  readonly id: string
  readonly revision: number
  readonly createdAt: Date
  /** When the timetable last changed: earlier slots are never missed. */
  readonly timetableSince: Date
  /** When its expectations last changed: earlier deadlines are not judged. */
  readonly expectationsSince?: Date
  /** When each step was first given a program: for documents settled before, none is due. */
  readonly programsSince?: Partial<Readonly<Record<ProgramStep, Date>>>
  /** Its own, or else that of its partner. */
  readonly hold?: Hold
}

/** The settings alone, as they are shown, exported and changed. */
export function settingsOf({
  name,
  partner,
  direction,
  kind,
  filtered,
  timetable,
  folder,
  programs,
  expectations,
  keepDays,
  note,
}: Flow): FlowSettings {
  const all = {
    name,
    partner,
    direction,
    kind,
    filtered,
    timetable,
    folder,
    programs,
    expectations,
    keepDays,
    note,
  }
  const set = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set) as unknown as FlowSettings
}
