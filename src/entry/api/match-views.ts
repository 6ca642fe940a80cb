import { defined } from '../../base/defined.ts'
import {
  deedWords,
  isDifferent,
  resultWords,
  stages,
  type Cell,
  type MatchedLine,
  type MatchedSlip,
  type OpenedSlip,
  type Result,
  type Settlement,
} from '../../domain/matching/index.ts'
import { CodeBook, decimalText } from '../../wire/bms/index.ts'
import type { Said } from './call.ts'
import type {
  MatchCell,
  MatchSlipView,
  MatchStage,
  OpenedSlipView,
  SettlementView,
} from './schemas/matching.ts'

/** A slip as lists of the matching show it. */
export function matchSlipView(matched: MatchedSlip): Said<MatchSlipView> {
  const { slip, store, orderDate, deliveryDate, day, cells, result, settled } = matched
  return {
    key: slip.key,
    number: slip.number,
    sort: slip.sort,
    storeCode: store.code,
    storeName: store.name,
    day,
    ...defined({ orderDate, deliveryDate, origin: slip.originKey }),
    cells: stages.flatMap((stage) => cellView(stage, cells[stage]) ?? []),
    result,
    resultWords: resultWords[result],
    tone: toneOf(matched),
    ...(settled === undefined ? {} : { settled: settlementView(settled) }),
  }
}

function cellView(stage: MatchStage, cell: Cell | undefined): MatchCell | undefined {
  if (cell?.state !== 'there') return cell && { stage, state: cell.state }
  return { stage, state: cell.state, amount: cell.amount, differs: cell.differs }
}

/** Money that did not come is a fault; the rest is to be looked at. */
const faults: ReadonlySet<Result> = new Set(['short-paid', 'no-payment'])

function toneOf(slip: MatchedSlip): MatchSlipView['tone'] {
  if (slip.result === 'waiting') return 'waiting'
  if (!isDifferent(slip) || slip.result === 'as-short' || slip.settled !== undefined) return 'done'
  return faults.has(slip.result) ? 'fault' : 'warning'
}

export function settlementView(settlement: Settlement): Said<SettlementView> {
  const { id, deed, comment, by, at, ended } = settlement
  return { id, deed, deedWords: deedWords[deed], comment, by, at, ...defined({ ended }) }
}

/** A slip opened, with what its codes mean. */
export function openedView(opened: OpenedSlip): Said<OpenedSlipView> {
  const codes = new CodeBook()
  return {
    slip: matchSlipView(opened.slip),
    lines: opened.lines.map((line) => lineView(line, codes)),
    documents: opened.documents.map(({ stage, row }) => ({
      stage,
      documentId: row.documentId,
      place: row.place,
      ...defined({ amount: row.amount }),
    })),
    verified: opened.slip.verified.map((code) => ({
      code,
      ...defined({ label: codes.labelOf('照合結果', code) }),
    })),
    corrections: opened.corrections,
    settlements: opened.settlements.map(settlementView),
  }
}

function lineView(line: MatchedLine, codes: CodeBook): Said<OpenedSlipView>['lines'][number] {
  const { reason, unitPrice, quantities, difference, amountDifference, ...rest } = line
  const list = reason?.of === 'receiving' ? '訂正区分' : '欠品区分'
  return {
    ...rest,
    quantities: stages.flatMap((stage) => {
      const quantity = quantities[stage]
      return quantity === undefined ? [] : [{ stage, quantity: tenths(quantity) }]
    }),
    difference: tenths(difference),
    ...defined({
      amountDifference,
      unitPrice: unitPrice === undefined ? undefined : decimalText(BigInt(unitPrice), 2),
    }),
    ...(reason === undefined
      ? {}
      : { reason: { ...reason, ...defined({ label: codes.labelOf(list, reason.code) }) } }),
  }
}

function tenths(quantity: number): string {
  return decimalText(BigInt(quantity), 1).replace(/\.0$/, '')
}
