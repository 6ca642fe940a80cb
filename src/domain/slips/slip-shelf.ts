import type { MessageKindName } from '../../wire/bms/index.ts'
import type { SlipFacts } from './slip-facts.ts'

/** What the index holds of a document: its slips, or that it is no document of 流通BMS. */
export interface IndexedDocument {
  readonly documentId: string
  readonly kind?: MessageKindName
  readonly slips: readonly SlipFacts[]
  /** What a check found. */
  readonly findings?: FindingTally
}

export interface FindingTally {
  readonly errors: number
  readonly warnings: number
}

/** A document in one line: how many slips, for which stores, of what amount. */
export interface DocumentSlips {
  readonly documentId: string
  readonly kind: MessageKindName
  readonly slips: number
  readonly stores: number
  /** Sum over the slips that tell one. */
  readonly amount?: number
  readonly firstNumber?: string
  readonly deliveryFrom?: string
  readonly deliveryTo?: string
  readonly findings?: FindingTally
  /** Of an order: slips that a shipment answers. */
  readonly answered?: number
}

/** A slip of an order, and a shipment that answers it. */
export interface SlipAnswer {
  readonly orderId: string
  readonly place: number
  readonly documentId: string
}

/** A slip as it is found. */
export interface FoundSlip {
  /** Order in the index; the newest is the highest. */
  readonly seq: number
  readonly documentId: string
  /** Its place in the document, from 1. */
  readonly place: number
  readonly box: string
  readonly partner: string
  readonly kind: MessageKindName
  readonly number: string
  readonly buyer: string
  readonly storeCode: string
  readonly storeName: string
  readonly orderDate?: string
  readonly deliveryDate?: string
  readonly date?: string
  readonly amount?: number
  readonly tax?: number
  readonly lines: number
}

/** What slips are looked for by; all that is given must hold. */
export interface SlipQuery {
  /** 伝票番号; zeros before it do not count. */
  readonly number?: string
  /** 商品コード: JAN, GTIN or the supplier's own. */
  readonly goods?: string
  /** Code of a store. */
  readonly store?: string
  readonly partner?: string
  readonly kind?: MessageKindName
  readonly box?: string
  readonly documentId?: string
  /** 納品日, the first and the last. */
  readonly deliveryFrom?: string
  readonly deliveryTo?: string
  /** 取引年月日 of 電子帳簿保存法, the first and the last. */
  readonly dateFrom?: string
  readonly dateTo?: string
  readonly amountFrom?: number
  readonly amountTo?: number
  /** Older than this `seq`. */
  readonly before?: number
  readonly limit: number
}

/** The index of slips over all documents. It can be made anew from the payloads at any time. */
export interface SlipShelf {
  /** Documents that the index does not know yet, oldest first. */
  waiting(limit: number): Promise<readonly string[]>
  /** Indexes a document once; a second time changes nothing. */
  put(document: IndexedDocument): Promise<void>
  /** Newest first. */
  search(query: SlipQuery): Promise<readonly FoundSlip[]>
  /** Those of these documents that hold slips. */
  summaries(documentIds: readonly string[]): Promise<readonly DocumentSlips[]>
  /**
   * What answers the slips of these orders: shipments made from them here, and those whose
   * slips have the same number, partner and day of order. Cancelled and refused ones do not
   * count.
   */
  answers(orderIds: readonly string[]): Promise<readonly SlipAnswer[]>
  /** Kept also when the index is made anew. */
  noteAnswer(answer: {
    readonly orderId: string
    readonly places: readonly number[]
    readonly documentId: string
  }): Promise<void>
  /** Forgets the index. */
  clear(): Promise<void>
}
