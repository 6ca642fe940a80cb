import type { FlowView } from '../../../../src/entry/api/contract.ts'

/** What the console reads of a flow's parts; the station checks them. */
export interface FlowRule {
  readonly days: string
  readonly shift?: string
  readonly sameMonth?: boolean
  readonly offset?: number
  readonly except?: string
  readonly also?: string
  readonly valid?: { readonly from: string; readonly to: string }
  readonly at?: string
  readonly every?: { readonly minutes: number; readonly from: string; readonly until: string }
  readonly cron?: string
}
export interface FlowTimetable {
  readonly rules: readonly FlowRule[]
  readonly zone?: string
  readonly calendar?: string
  readonly missed?: string
  readonly missedWithinHours?: number
  readonly retryForMinutes?: number
  readonly maxRunMinutes?: number
  readonly overlap?: string
  readonly spreadSeconds?: number
}
export interface FlowFolder {
  readonly kind: 'pick-up' | 'hand-over'
  readonly path: string
  readonly name: string
  readonly marker?: boolean
  readonly exists?: string
  readonly waitLimitMinutes?: number
  readonly doneFile?: string
  readonly mode?: string
  readonly whole?: string
  readonly trigger?: string
  readonly looks?: number
  readonly lookEverySeconds?: number
  readonly when?: string
  readonly settleSeconds?: number
  readonly sameBytes?: string
  readonly order?: string
}
export interface FlowProgram {
  readonly step: ProgramStep
  readonly file: string
  readonly arguments: readonly string[]
  readonly ok: readonly number[]
  readonly warn: readonly number[]
  readonly timeLimitSeconds: number
  readonly retries: number
  readonly retryAfterSeconds: number
  readonly repeat: string
  readonly environment: readonly string[]
  readonly workingFolder?: string
  readonly webhook?: {
    readonly payload: boolean
    readonly proxy?: string
    readonly trust: readonly string[]
  }
}
export type ProgramStep = 'received' | 'sent' | 'failed' | 'before-run' | 'after-run'
export type FlowExpectation =
  | {
      readonly kind: 'by-time'
      readonly at: string
      readonly days?: string
      readonly atLeast?: number
      readonly graceMinutes?: number
      readonly since?: string
      readonly remindMinutes?: number
    }
  | {
      readonly kind: 'fetched'
      readonly withinHours: number
      readonly watch?: { readonly from: string; readonly until: string }
      readonly watchDays?: string
    }
  | { readonly kind: 'waiting'; readonly atMostMinutes: number }

export interface FlowParts {
  readonly timetable?: FlowTimetable
  readonly expectations?: readonly FlowExpectation[]
  readonly folder?: FlowFolder
  readonly programs?: readonly FlowProgram[]
  readonly filtered?: boolean
  readonly keepDays?: number
  readonly note?: string
}

export function partsOf(flow: FlowView): FlowParts {
  return flow as FlowParts
}

export const usualZone = 'Asia/Tokyo'
