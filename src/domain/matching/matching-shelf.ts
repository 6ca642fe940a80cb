import type { MessageKindName } from '../../wire/bms/index.ts'
import type { PaidFacts } from '../slips/paid-facts.ts'

/** A slip of one stage, as the index has it. Amounts are whole yen. */
export interface StageRow {
  /** Order in the index: what came later is higher. */
  readonly seq: number
  readonly documentId: string
  /** Its place in the document, from 1. */
  readonly place: number
  readonly kind: MessageKindName
  readonly number: string
  /** Without zeros before it. */
  readonly numberKey: string
  readonly buyer: string
  readonly storeCode: string
  readonly storeName: string
  readonly orderDate?: string
  readonly deliveryDate?: string
  /** 計上日, or the day of delivery until that is told. */
  readonly day?: string
  readonly amount?: number
  readonly tax?: number
  /** Alike for the same goods at the same amounts. */
  readonly linesKey?: string
  /** 元取引番号 without zeros before it. */
  readonly originKey?: string
  readonly paid?: PaidRow
}

/** What a row of 請求 or 支払 says beside its slip. */
export type PaidRow = Omit<PaidFacts, 'requested'> & { readonly requested?: number }

/** A line of a slip, as the index has it. */
export interface StageLine {
  readonly line: string
  readonly code: string
  readonly name: string
  /** Pieces in tenths. */
  readonly quantity?: number
  /** In hundredths of a yen. */
  readonly unitPrice?: number
  readonly amount?: number
  readonly reason?: string
}

/** What is done about a difference. */
export const deeds = [
  'as-received',
  'carry-over',
  'offset',
  'corrected',
  'accepted',
  'other',
] as const
export type MatchDeed = (typeof deeds)[number]

/** The amounts of a slip by stage; null where nothing was. */
export type StageAmounts = Readonly<Record<string, number | null>>

/** A person has looked at a difference and said what is done about it. */
export interface Settlement {
  readonly id: string
  readonly partner: string
  /** Of the slip: see `keyOf`. */
  readonly key: string
  readonly number: string
  readonly deed: MatchDeed
  readonly comment: string
  /** The amounts that were looked at. */
  readonly seen: StageAmounts
  readonly by: string
  readonly at: Date
  /** It was taken back. */
  readonly ended?: { readonly by: string; readonly at: Date }
}

/** Which slips are matched together. */
export interface StageQuery {
  readonly partner: string
  /** The first and the last day of the closing, as {@link StageRow.day}. */
  readonly from: string
  readonly to: string
  /** Rows of the same numbers are looked for so far, as numbers come again one day. */
  readonly reachFrom: string
  readonly reachTo: string
}

/** What the index of slips tells of stages, and what people have settled. */
export interface MatchingShelf {
  /**
   * Slips of those days and rows that were paid for that closing, with all that has the same
   * number within reach. What was cancelled or refused does not count.
   */
  rows(query: StageQuery): Promise<readonly StageRow[]>
  /** All rows of one number. */
  rowsOf(partner: string, numberKey: string): Promise<readonly StageRow[]>
  /** Lines of these slips, by their `seq`. */
  lines(seqs: readonly number[]): Promise<ReadonlyMap<number, readonly StageLine[]>>
  /** 取引番号 of returns and corrections that name this one as their origin. */
  corrections(partner: string, numberKey: string): Promise<readonly string[]>
  /** Kinds of messages of which there is any. */
  kinds(partner: string): Promise<readonly MessageKindName[]>
  /** 対象期間終了 of what was invoiced or paid, newest first. */
  closings(partner: string, kind: 'invoice' | 'payment'): Promise<readonly string[]>
  /** Changes when anything may have changed that is matched. */
  mark(partner: string): Promise<string>
  /** All of a partner, also those that were taken back, newest first. */
  settlements(partner: string): Promise<readonly Settlement[]>
  settlement(id: string): Promise<Settlement | undefined>
  /** @returns its id; undefined if the slip has one that stands */
  settle(settlement: Omit<Settlement, 'id' | 'ended'>): Promise<string | undefined>
  /** @returns whether it stood until now */
  takeBack(id: string, ended: NonNullable<Settlement['ended']>): Promise<boolean>
}
