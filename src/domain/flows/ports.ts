import type { CalendarEntry, Weekday } from '../timetable/index.ts'
import type { BuiltInCalendar } from '../timetable/index.ts'
import type { PickedFiles } from './drop-folder.ts'
import type { SlotRecord } from './due-slots.ts'
import type { WebhookSecrets } from '../webhooks/target.ts'
import type { Flow, ProgramStep } from './flow.ts'
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
  /** Those that lived in this time, its end included, each with its settings of then; by name. */
  during(time: { readonly from: Date; readonly to: Date }): Promise<readonly Flow[]>
  /**
   * Replaces the settings of the revision before; keeps that one too, for the days until now.
   * @returns false if the flow is gone or somebody else was quicker.
   * @throws HikyakuError flow-exists, flow-kind-taken
   */
  replace(
    flow: Flow,
    change: { readonly at: Date; readonly secrets?: FlowSecrets },
  ): Promise<boolean>
  /** Of the webhook that is called at a step. */
  webhookSecrets(flowId: string, step: ProgramStep): Promise<WebhookSecrets>
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
  /** As they were at a moment. */
  asOf(moment: Date): Promise<readonly CompanyCalendar[]>
  find(name: string): Promise<CompanyCalendar | undefined>
  /** Adds it, or puts it in the place of the one of that name. */
  put(calendar: CompanyCalendar, at: Date): Promise<void>
  remove(name: string, at: Date): Promise<void>
}

/** A day on which nothing comes or goes of a flow, and is not missed (本日分なし). */
export interface ExcusedDay {
  readonly flowId: string
  /** `2026-09-24` */
  readonly day: string
  readonly reason: string
  readonly by: string
  readonly at: Date
}

export interface ExcusedDays {
  /** @returns false if the day is excused already: that stands. */
  add(day: ExcusedDay): Promise<boolean>
  /** @returns false if it was not. */
  remove(day: Pick<ExcusedDay, 'flowId' | 'day'>): Promise<boolean>
  /** Of a flow, from and to these days. */
  of(
    flowId: string,
    days: { readonly from: string; readonly to: string },
  ): Promise<readonly ExcusedDay[]>
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
  readonly excusedDays: ExcusedDays
  readonly slots: SlotLog
  readonly calendars: CalendarBook
  readonly handOverNames: HandOverNames
  readonly pickedFiles: PickedFiles
  readonly programRuns: ProgramShelf
}
