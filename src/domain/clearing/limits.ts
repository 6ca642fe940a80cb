import type { Flow } from '../flows/flow.ts'
import type { StationDocument } from '../exchange/document.ts'
import { settledAt } from './why-it-stays.ts'

/** How long things are kept, in days; what is not set is kept for ever. */
export interface ClearingSettings {
  /** `HH:MM` in Japan: from then on the clearing of a day runs. */
  readonly at?: string
  /** Payloads of documents, where their flow does not say otherwise. */
  readonly payloadDays?: number
  /** What is known of documents; not before their payloads. */
  readonly recordDays?: number
  /** Keys of messages whose records went: a duplicate is known so long. */
  readonly messageIdDays?: number
  readonly exchangeDays?: number
  readonly faultDays?: number
  /** What programs printed. */
  readonly outputDays?: number
  readonly auditDays?: number
}

/** What holds where nothing is set. */
export const clearingStandards = { at: '03:30', messageIdDays: 400 } as const

const dayMilliseconds = 86_400_000

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMilliseconds)
}

/** What decides how old a document must be. */
export interface DocumentLimits {
  readonly settings: ClearingSettings
  readonly now: Date
  /** A person asks for all payloads settled before that moment, whatever the days. */
  readonly before?: Date
}

/** Before which moment a payload must have been settled to go; undefined: it stays for ever. */
export function payloadLimit(
  { settings, now, before }: DocumentLimits,
  flow: Pick<Flow, 'keepDays'> | undefined,
): Date | undefined {
  if (before !== undefined) return before < now ? before : now
  const days = flow?.keepDays ?? settings.payloadDays
  return days === undefined ? undefined : daysBefore(now, days)
}

/** The same for a record, which never goes before its payload would. */
export function recordLimit(
  { settings, now }: DocumentLimits,
  flow: Pick<Flow, 'keepDays'> | undefined,
): Date | undefined {
  const days = flow?.keepDays ?? settings.payloadDays
  if (settings.recordDays === undefined || days === undefined) return undefined
  return daysBefore(now, Math.max(settings.recordDays, days))
}

/** Old enough: all days are over since it was settled. */
export function isOlder(document: StationDocument, limit: Date | undefined): boolean {
  return limit !== undefined && settledAt(document) <= limit
}
