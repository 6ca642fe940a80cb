import { defined } from '../../base/defined.ts'
import { noticeKey, standing } from './join-slips.ts'
import type { StageRow } from './matching-shelf.ts'

/** 支払案内: what a notice says it pays, beside what its own rows come to. */
export interface PaymentNotice {
  readonly documentId: string
  readonly payee: string
  /** 取引先, where sums are told for each. */
  readonly seller: string
  readonly closedOn: string
  readonly paidOn?: string
  /** Slips: 支払内容 1001–1007. */
  readonly slips: number
  readonly purchases: number
  /** 消費税 as a sum of its own; undefined where the notice has none. */
  readonly tax?: number
  readonly offsets: number
  /** 3001, 3002, 3003 as they were told. */
  readonly told: {
    readonly before?: number
    readonly offsets?: number
    readonly total?: number
  }
  /** What comes out by the rows. */
  readonly reckoned: number
  /** `agreed`, what differs first, or that there is no sum to compare with. */
  readonly verdict: 'agreed' | 'before' | 'offsets' | 'total' | 'no-sum'
}

/** The notices among these rows, each sum recomputed. */
export function noticesOf(rows: readonly StageRow[]): readonly PaymentNotice[] {
  const paid = standing(rows).filter((row) => row.kind === 'payment' && row.paid !== undefined)
  return [...Map.groupBy(paid, noticeKey).values()].flatMap(bySeller).map(noticeOf)
}

/** A file may hold several 取引先 with sums for each; sums for all of them stay together. */
function bySeller(rows: readonly StageRow[]): readonly (readonly StageRow[])[] {
  const sellers = Map.groupBy(rows, ({ paid }) => paid?.seller ?? '')
  const all = [...sellers.values()]
  const haveSums = all.every((of) => of.some((row) => isBefore(row)))
  return haveSums ? all : [rows]
}

function noticeOf(rows: readonly StageRow[]): PaymentNotice {
  const slips = rows.filter((row) => code(row).startsWith('1'))
  const sums = {
    before: only(rows, isBefore),
    offsets: only(rows, is3002),
    total: only(rows, is3003),
  }
  const purchases = sumOf(slips)
  const tax = only(rows, isTax)
  const offsets = sumOf(rows.filter((row) => code(row) === '2000'))
  const reckoned = purchases + (tax ?? 0) + offsets
  return {
    ...partiesOf(rows),
    slips: slips.length,
    purchases,
    offsets,
    told: defined(sums),
    reckoned,
    verdict: verdictOf(sums, { purchases, offsets, reckoned }),
    ...defined({ tax, paidOn: rows.map(({ paid }) => paid?.paidOn).find((day) => day) }),
  }
}

type Parties = Pick<PaymentNotice, 'documentId' | 'payee' | 'seller' | 'closedOn'>

function partiesOf(rows: readonly StageRow[]): Parties {
  const sellers = new Set(rows.map(({ paid }) => paid?.seller))
  const [first] = rows
  return {
    documentId: first?.documentId ?? '',
    payee: first?.paid?.payee ?? '',
    seller: sellers.size === 1 ? (first?.paid?.seller ?? '') : '',
    closedOn: first?.paid?.closedOn ?? '',
  }
}

interface Sums {
  readonly before: number | undefined
  readonly offsets: number | undefined
  readonly total: number | undefined
}

function verdictOf(
  { before, offsets, total }: Sums,
  own: { readonly purchases: number; readonly offsets: number; readonly reckoned: number },
): PaymentNotice['verdict'] {
  if (before !== undefined && before !== own.purchases) return 'before'
  if (offsets !== undefined && offsets !== own.offsets) return 'offsets'
  if (total !== undefined) return total === own.reckoned ? 'agreed' : 'total'
  return before === undefined ? 'no-sum' : 'agreed'
}

/** Of two rows 3001 the one with 支払内容（個別） is the tax. */
function isBefore(row: StageRow): boolean {
  return code(row) === '3001' && /^0*$/.test(row.paid?.detailCode ?? '')
}

function isTax(row: StageRow): boolean {
  return code(row) === '3001' && !isBefore(row)
}

function is3002(row: StageRow): boolean {
  return code(row) === '3002'
}

function is3003(row: StageRow): boolean {
  return code(row) === '3003'
}

function code({ paid }: StageRow): string {
  return paid?.payCode ?? ''
}

/** The sum that rows tell; undefined if there is none. */
function only(rows: readonly StageRow[], which: (row: StageRow) => boolean): number | undefined {
  const found = rows.filter(which)
  return found.length === 0 ? undefined : sumOf(found)
}

function sumOf(rows: readonly StageRow[]): number {
  return rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
}
