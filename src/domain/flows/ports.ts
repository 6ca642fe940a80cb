import type { CalendarEntry, Weekday } from '../timetable/index.ts'
import type { BuiltInCalendar } from '../timetable/index.ts'
import type { PickedFiles } from './drop-folder.ts'
import type { SlotRecord } from './due-slots.ts'
import type { WebhookSecrets } from '../webhooks/target.ts'
import type { Flow, Hold, ProgramStep } from './flow.ts'
import type { ProgramShelf } from './program-ports.ts'
import type { FlowSecrets } from './program-webhooks.ts'

/** The flows of a station. Removed ones are kept as they were, for the boards of past days. */
export interface FlowBook {
  /**
   * Adds it, and files the open documents of its partner anew.
   * @returns how many were looked at. @throws HikyakuError flow-exists, flow-kind-taken
   */
  add(flow: Flow, secrets?: FlowSecrets): Promise<number>
  /** A living one. */
  find(name: string): Promise<Flow | undefined>
  /** Also a removed one. */
  findById(id: string): Promise<Flow | undefined>
  /** The living ones, by name. */
  list(): Promise<readonly Flow[]>
  /**
   * Replaces the settings of the revision before; keeps that one too.
   * @returns false if the flow is gone or somebody else was quicker.
   * @throws HikyakuError flow-exists, flow-kind-taken
   */
  replace(flow: Flow, secrets?: FlowSecrets): Promise<boolean>
  /** Of the webhook that is called at a step. */
  webhookSecrets(flowId: string, step: ProgramStep): Promise<WebhookSecrets>
  hold(id: string, hold: Hold | undefined): Promise<void>
  /** Open documents are filed under the flows that are left. @returns how many there were. */
  remove(flow: Pick<Flow, 'id' | 'partner' | 'direction'>, at: Date): Promise<number>
}

/** What changes of a slot once it is claimed. */
export type SlotChange = Partial<
  Pick<
    SlotRecord,
    'state' | 'startedAt' | 'endedAt' | 'exchangeId' | 'documents' | 'tries' | 'faultId'
  >
> & { readonly nextTryAt?: Date | undefined }

/** Slots that were acted on; each at most once, by a key of the database. */
export interface SlotLog {
  /** @returns false if the slot has a record already, whoever made it. */
  claim(record: SlotRecord): Promise<boolean>
  /** @returns false if the slot is not in the state `from` any more. */
  change(
    slot: Pick<SlotRecord, 'flowId' | 'instant'>,
    from: SlotRecord['state'],
    change: SlotChange,
  ): Promise<boolean>
  /** Of one flow or of all, from … to just before, in order. */
  between(range: {
    readonly flowId?: string
    readonly from: Date
    readonly to: Date
  }): Promise<readonly SlotRecord[]>
  /** Those that run or wait for their next try. */
  open(): Promise<readonly SlotRecord[]>
  /**
   * A clock that was ahead has been put right: what it recorded of the future is no record.
   * @returns how many there were.
   */
  forgetAfter(now: Date): Promise<number>
}

/** A calendar of the company's own, on top of a built-in one (営業カレンダー). */
export interface CompanyCalendar {
  readonly name: string
  readonly base: BuiltInCalendar
  readonly weekend?: readonly Weekday[]
  readonly entries: readonly CalendarEntry[]
}

export interface CalendarBook {
  /** By name. */
  list(): Promise<readonly CompanyCalendar[]>
  find(name: string): Promise<CompanyCalendar | undefined>
  /** Adds it, or puts it in the place of the one of that name. */
  put(calendar: CompanyCalendar): Promise<void>
  remove(name: string): Promise<void>
}

/** Names under which documents are given to folders, and the serials in them. */
export interface HandOverNames {
  nameOf(document: string): Promise<string | undefined>
  keep(document: string, name: string): Promise<void>
  /** The next serial of a flow, or of a flow on a day; never one that was given before. */
  next(flowId: string, day?: string): Promise<number>
}

/** The tables of what the station does by itself. */
export interface FlowTables {
  readonly flows: FlowBook
  readonly slots: SlotLog
  readonly calendars: CalendarBook
  readonly handOverNames: HandOverNames
  readonly pickedFiles: PickedFiles
  readonly programRuns: ProgramShelf
}
