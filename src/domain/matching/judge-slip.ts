import { defined } from '../../base/defined.ts'
import { parseDay } from '../timetable/day.ts'
import type { JoinedSlip } from './join-slips.ts'
import type { Settlement, StageAmounts, StageRow } from './matching-shelf.ts'
import { stages, type Stage } from './stages.ts'

/**
 * One stage of one slip. `step` is the difference from the stage before, where nothing counts
 * as 0: so steps add up as sums do. `differs` compares with the last stage that was there.
 */
export type Cell =
  | {
      readonly state: 'there'
      readonly amount: number
      readonly step?: number
      readonly differs: number
    }
  /** It is due, and there is none. */
  | { readonly state: 'missing'; readonly step?: number }
  /** It is not due yet. */
  | { readonly state: 'waiting' }
  /** There need not be any: nothing was shipped, or the partner deducts what it returns. */
  | { readonly state: 'none'; readonly step?: number }
  /** It may have been there once, or it does not tell its amount. */
  | { readonly state: 'unknown' }

export type Cells = Partial<Readonly<Record<Stage, Cell>>>

/** How a slip came out, by the first stage that is not as the one before it. */
export type Result =
  | 'agreed'
  | 'waiting'
  | 'as-short'
  | 'over-shipped'
  | 'no-shipment'
  | 'short-received'
  | 'over-received'
  | 'no-receipt'
  | 'lines-differ'
  | 'invoice-differs'
  | 'no-invoice'
  | 'short-paid'
  | 'over-paid'
  | 'paid-twice'
  | 'no-payment'
  | 'no-slip'
  | 'unclear'

/** A slip with what became of it. */
export interface MatchedSlip {
  readonly slip: JoinedSlip
  readonly store: { readonly code: string; readonly name: string }
  readonly orderDate?: string
  readonly deliveryDate?: string
  /** 計上日, by which it belongs to a closing. */
  readonly day: string
  readonly cells: Cells
  readonly result: Result
  /** A person has looked at it, and nothing has changed since. */
  readonly settled?: Settlement
  /** 照合結果 of its payments. */
  readonly verified: readonly string[]
}

/** What has come from a partner so far, by which a stage is due. */
export interface Due {
  readonly stages: readonly Stage[]
  readonly today: string
  /** Newest closing of which there is an invoice, or a notice of payment. */
  readonly invoiced: string
  readonly paid: string
  /** The closing that a day belongs to. */
  readonly closingOf: (day: string) => string
}

/** A receipt may come so many days after the goods. */
const receiptDays = 3

/** Compares the stages of a slip. */
export function judgeSlip(slip: JoinedSlip, due: Due): Omit<MatchedSlip, 'settled'> {
  const day = dayOf(slip)
  const cells = cellsOf(slip, due, day)
  const first = anyRow(slip)
  const orderDate = stages.map((stage) => slip.rows[stage][0]?.orderDate).find((one) => one)
  const delivery = ['shipment', 'order', 'receiving'] as const
  const deliveryDate = delivery.map((stage) => slip.rows[stage][0]?.deliveryDate).find((one) => one)
  return {
    slip,
    store: { code: first?.storeCode ?? '', name: first?.storeName ?? '' },
    ...defined({ orderDate, deliveryDate }),
    day,
    cells,
    result: resultOf(slip, cells),
    verified: [...new Set(slip.rows.payment.flatMap(({ paid }) => paid?.result ?? []))],
  }
}

/** Whether people have to know of it. */
export function isDifferent({ result }: Pick<MatchedSlip, 'result'>): boolean {
  return result !== 'agreed' && result !== 'waiting'
}

/** Whether somebody has to look at it: what was short as told is no question. */
export function isOpen(slip: Pick<MatchedSlip, 'result' | 'settled'>): boolean {
  return isDifferent(slip) && slip.result !== 'as-short' && slip.settled === undefined
}

/** The amounts by stage, for who settles a difference. */
export function amountsOf(cells: Cells): StageAmounts {
  const seen = new Map<string, number | null>()
  for (const [stage, cell] of Object.entries(cells)) {
    if (cell.state === 'there') seen.set(stage, cell.amount)
    if (cell.state === 'missing') seen.set(stage, null)
  }
  return Object.fromEntries(seen)
}

/** A settlement stands as long as nothing differs that was not there to be looked at. */
export function stillHolds({ seen }: Pick<Settlement, 'seen'>, cells: Cells): boolean {
  return stages.every((stage) => {
    const cell = cells[stage]
    if (cell === undefined || cell.state === 'waiting' || cell.state === 'none') return true
    const amount =
      cell.state === 'there' ? cell.amount : cell.state === 'missing' ? null : undefined
    if (stage in seen) return seen[stage] === amount
    return cell.state === 'there' && cell.differs === 0
  })
}

/** The first day that exists: documents name others now and then. */
function dayOf({ rows }: JoinedSlip): string {
  const order = ['receiving', 'payment', 'invoice', 'shipment', 'order'] as const
  const days = order.flatMap((stage) => rows[stage].flatMap((row) => row.day ?? []))
  return days.find((day) => parseDay(day) !== undefined) ?? days[0] ?? ''
}

function anyRow({ rows }: JoinedSlip): StageRow | undefined {
  const all = stages.flatMap((stage) => rows[stage])
  return all.find(({ storeName }) => storeName !== '') ?? all[0]
}

function cellsOf(slip: JoinedSlip, due: Due, day: string): Cells {
  const cells: { [S in Stage]?: Cell } = {}
  const used = due.stages.filter((stage) => slip.sort === 'trade' || !isOfGoodsOut(stage))
  let there: number | undefined
  // What goes back was neither ordered nor shipped.
  let known = slip.sort === 'trade' ? undefined : 0
  for (const stage of used) {
    const amount = slip.rows[stage].length === 0 ? null : amountAt(slip, stage)
    if (amount === undefined) {
      cells[stage] = { state: 'unknown' }
    } else if (amount === null) {
      const cell = absent(slip, stage, { due, day, there, known })
      cells[stage] = cell
      if (cell.state === 'missing' || cell.state === 'none') known = 0
    } else {
      cells[stage] = {
        state: 'there',
        amount,
        ...(known === undefined ? {} : { step: amount - known }),
        differs: there === undefined ? 0 : amount - there,
      }
      there = amount
      known = amount
    }
  }
  return cells
}

function isOfGoodsOut(stage: Stage): boolean {
  return stage === 'order' || stage === 'shipment'
}

/** The amount of a stage; undefined if a document does not tell it. */
function amountAt(slip: JoinedSlip, stage: Stage): number | undefined {
  const amounts = slip.rows[stage].map((row) => rowAmount(slip, row))
  if (amounts.some((amount) => amount === undefined)) return undefined
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
}

/**
 * Goods that go back are a minus. A corrected receipt does not say whether it gives or takes:
 * the row that was paid or invoiced for it does.
 */
function rowAmount({ rows }: JoinedSlip, { kind, amount }: StageRow): number | undefined {
  if (amount === undefined) return undefined
  if (kind === 'return') return -Math.abs(amount)
  if (kind !== 'corrected-receiving' || amount <= 0) return amount
  const paid = [...rows.payment, ...rows.invoice].filter(({ paid: row }) =>
    isCorrection(row?.payCode),
  )
  const sign = Math.sign(paid[0]?.amount ?? 0)
  return sign === 0 ? undefined : sign * amount
}

function isCorrection(payCode: string | undefined): boolean {
  return payCode === '1006'
}

interface Standing {
  readonly due: Due
  readonly day: string
  readonly there: number | undefined
  readonly known: number | undefined
}

function absent(slip: JoinedSlip, stage: Stage, { due, day, there, known }: Standing): Cell {
  const after = stages.slice(stages.indexOf(stage) + 1)
  const isPassed = after.some((one) => slip.rows[one].length > 0)
  if (stage === 'order' || (stage === 'shipment' && isPassed)) return { state: 'unknown' }
  const step = known === undefined ? {} : { step: 0 - known }
  // What goes back is deducted by the partner, whether it is invoiced or not.
  const isDeducted = stage === 'invoice' && slip.sort !== 'trade'
  if (there === 0 || isDeducted) return { state: 'none', ...step }
  if (!isDue(stage, due, { day, isPassed })) return { state: 'waiting' }
  return { state: 'missing', ...step }
}

function isDue(
  stage: Stage,
  due: Due,
  { day, isPassed }: { readonly day: string; readonly isPassed: boolean },
): boolean {
  const closing = due.closingOf(day)
  const isOver = (newest: string): boolean => newest !== '' && newest >= closing
  switch (stage) {
    case 'order':
      return false
    case 'shipment':
      return day < due.today
    case 'receiving':
      // What was only invoiced or paid has no day of its own goods.
      return isPassed || isOver(due.paid) || daysBetween(day, due.today) > receiptDays
    case 'invoice':
      return isPassed || isOver(due.invoiced) || isOver(due.paid)
    case 'payment':
      return isOver(due.paid)
  }
}

function daysBetween(day: string, today: string): number {
  return (Date.parse(today) - Date.parse(day)) / 86_400_000
}

function resultOf(slip: JoinedSlip, cells: Cells): Result {
  const { rows } = slip
  if (['order', 'shipment', 'receiving'].every((stage) => rows[stage as Stage].length === 0)) {
    return 'no-slip'
  }
  const first = [
    ofShipment(cells.shipment),
    ofReceipt(slip, cells.receiving),
    ofInvoice(cells.invoice),
    ofPayment(slip, cells),
  ].find((one) => one !== undefined)
  if (first !== undefined) return first
  const all = Object.values(cells)
  if (all.some((cell) => isUnclear(slip, cell))) return 'unclear'
  if (cells.shipment?.state === 'there' && cells.shipment.differs < 0) return 'as-short'
  return all.some(({ state }) => state === 'waiting') ? 'waiting' : 'agreed'
}

/** An order that is gone says nothing; an amount that a document does not tell is a question. */
function isUnclear({ rows }: JoinedSlip, cell: Cell): boolean {
  if (cell.state !== 'unknown') return false
  return rows.receiving.some(({ kind }) => kind === 'corrected-receiving')
}

function ofShipment(cell: Cell | undefined): Result | undefined {
  if (cell?.state === 'missing') return 'no-shipment'
  return cell?.state === 'there' && cell.differs > 0 ? 'over-shipped' : undefined
}

function ofReceipt(slip: JoinedSlip, cell: Cell | undefined): Result | undefined {
  if (cell?.state === 'missing') return 'no-receipt'
  if (cell?.state !== 'there') return undefined
  if (cell.differs !== 0) return cell.differs < 0 ? 'short-received' : 'over-received'
  return linesDiffer(slip) ? 'lines-differ' : undefined
}

/** The same sum for other goods. */
function linesDiffer({ rows }: JoinedSlip): boolean {
  const before = [...rows.shipment, ...rows.order].find(({ amount }) => amount !== undefined)
  const received = rows.receiving.filter(({ kind }) => kind === 'receiving')
  const [after] = received
  if (before?.linesKey === undefined || after?.linesKey === undefined) return false
  return received.length === rows.receiving.length && before.linesKey !== after.linesKey
}

function ofInvoice(cell: Cell | undefined): Result | undefined {
  if (cell?.state === 'missing') return 'no-invoice'
  return cell?.state === 'there' && cell.differs !== 0 ? 'invoice-differs' : undefined
}

function ofPayment({ rows }: JoinedSlip, { payment: cell }: Cells): Result | undefined {
  if (cell?.state === 'missing') return 'no-payment'
  if (cell?.state !== 'there' || cell.differs === 0) return undefined
  const owed = cell.amount - cell.differs
  const again = rows.payment.filter(({ amount }) => amount === owed)
  if (owed !== 0 && again.length > 1) return 'paid-twice'
  if (cell.differs > 0) return 'over-paid'
  return cell.amount === 0 ? 'no-payment' : 'short-paid'
}
