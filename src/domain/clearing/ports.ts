import type { DocumentId, StationDocument } from '../exchange/document.ts'
import type { ProgramStep } from '../flows/flow.ts'
import type { ProgramState } from '../flows/program-states.ts'

/** A document that may be old enough to go, with all that may keep it. */
export interface ClearingCandidate {
  readonly document: StationDocument
  /** Its place in the order of arrival. */
  readonly place: number
  /** It is about to be given to a folder. */
  readonly isPromised: boolean
  /** The file that it was picked up from is not in its last place yet. */
  readonly isFileOnItsWay: boolean
  /** Programs that were begun for it. */
  readonly programs: readonly { readonly step: ProgramStep; readonly state: ProgramState }[]
  /** A fault about it that nobody has acknowledged. */
  readonly hasOpenFault: boolean
}

/** Where a reading of candidates goes on. */
export interface ClearingPlace {
  readonly changedAt: Date
  readonly place: number
}

export interface CandidateQuery {
  /** Those whose payload is there, or those whose payload was cleared. */
  readonly hasPayload: boolean
  /** Their state last changed before this moment. */
  readonly before: Date
  readonly flowId?: string
  readonly after?: ClearingPlace
  readonly limit: number
}

/** What is cleared by its age alone. */
export const historyKinds = ['exchanges', 'faults', 'outputs', 'messages'] as const
export type HistoryKind = (typeof historyKinds)[number]

/** What is cleared beside documents. */
export const otherKinds = [...historyKinds, 'audit'] as const
export type OtherKind = (typeof otherKinds)[number]

/** What of a document goes: its bytes, or what is left of it afterwards. */
export const documentParts = ['payload', 'record'] as const
export type DocumentPart = (typeof documentParts)[number]

/** What the clearing of a station reads and removes (整理). */
export interface ClearingShelf {
  /** Documents in states that are cleared, those that changed first before the others. */
  candidates(query: CandidateQuery): Promise<readonly ClearingCandidate[]>
  /** These as they stand now, whatever their state; inside of the commit that clears them. */
  these(ids: readonly DocumentId[]): Promise<readonly ClearingCandidate[]>
  /** From now on their payloads count as cleared; the files are to be removed. */
  mark(ids: readonly DocumentId[], at: Date): Promise<void>
  /** Those whose files may still be there. */
  marked(limit: number): Promise<readonly DocumentId[]>
  /** Their files are gone for good. */
  close(ids: readonly DocumentId[]): Promise<void>
  /** Removes records; the keys under which they came stay. */
  forget(ids: readonly DocumentId[], at: Date): Promise<void>
  /** Of documents that came or were queued in a time, how many records went. */
  forgottenIn(time: { readonly from: Date; readonly to: Date }): Promise<number>
  /**
   * Exchanges with their attempts, acknowledged faults, outputs of programs, keys of messages:
   * of those that ended before a moment, the oldest go. What stands open, or is named by what
   * does, stays.
   *
   * @returns how many went
   */
  clearHistory(kind: HistoryKind, before: Date, limit: number): Promise<number>
  /** How many would go. */
  countHistory(kind: HistoryKind, before: Date): Promise<number>
}
