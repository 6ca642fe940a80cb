import { defined } from '../../base/defined.ts'
import { numberIn } from './join-slips.ts'
import { matchedSlip, type MatchContext } from './match-partner.ts'
import type { MatchedSlip } from './judge-slip.ts'
import type { Settlement, StageLine, StageRow } from './matching-shelf.ts'
import { stages, type Stage } from './stages.ts'

/** A line of a slip through the stages. Quantities are pieces in tenths. */
export interface MatchedLine {
  readonly line: string
  readonly code: string
  readonly name: string
  /** In hundredths of a yen. */
  readonly unitPrice?: number
  readonly quantities: Partial<Readonly<Record<Stage, number>>>
  /** From the stage before the last one. */
  readonly difference: number
  readonly amountDifference?: number
  /** 訂正区分 of the receipt, or 欠品区分 of the shipment. */
  readonly reason?: { readonly of: 'receiving' | 'shipment'; readonly code: string }
}

/** A slip opened: its lines, its documents, what people said of it. */
export interface OpenedSlip {
  readonly slip: MatchedSlip
  readonly lines: readonly MatchedLine[]
  readonly documents: readonly {
    readonly stage: Stage
    readonly row: StageRow
  }[]
  readonly settlements: readonly Settlement[]
  /** Returns and corrections of this slip. */
  readonly corrections: readonly string[]
}

/** @throws HikyakuError match-slip-unknown */
export async function openSlip(
  context: MatchContext,
  partner: string,
  key: string,
): Promise<OpenedSlip> {
  const { slip } = await matchedSlip(context, partner, key)
  const { matching } = context.ledger
  const documents = stages.flatMap((stage) => slip.slip.rows[stage].map((row) => ({ stage, row })))
  const lines = await matching.lines(documents.map(({ row }) => row.seq))
  const settlements = await matching.settlements(partner)
  const corrections = await matching.corrections(partner, numberIn(key))
  return {
    slip,
    lines: matchLines(
      documents.map(({ stage, row }) => ({ stage, lines: lines.get(row.seq) ?? [] })),
    ),
    documents,
    settlements: settlements.filter((one) => one.key === key),
    corrections,
  }
}

/** Lines with the same number beside each other, in their order. */
export function matchLines(
  told: readonly { readonly stage: Stage; readonly lines: readonly StageLine[] }[],
): readonly MatchedLine[] {
  const numbers = new Set(told.flatMap(({ lines }) => lines.map(({ line }) => line)))
  return [...numbers]
    .toSorted((one, other) => Number(one) - Number(other) || (one < other ? -1 : 1))
    .map((line) =>
      matchLine(
        line,
        told.flatMap(({ stage, lines }) =>
          lines.filter((one) => one.line === line).map((one) => ({ stage, ...one })),
        ),
        new Set(told.map(({ stage }) => stage)),
      ),
    )
}

type ToldLine = StageLine & { readonly stage: Stage }

function matchLine(line: string, told: readonly ToldLine[], has: ReadonlySet<Stage>): MatchedLine {
  const first = told.find(({ name }) => name !== '') ?? told[0]
  const sum = (stage: Stage, of: 'quantity' | 'amount'): number =>
    told.filter((one) => one.stage === stage).reduce((total, one) => total + (one[of] ?? 0), 0)
  const goods = (['order', 'shipment', 'receiving'] as const).filter((stage) => has.has(stage))
  const [before, last] = goods.slice(-2)
  const quantities = Object.fromEntries(goods.map((stage) => [stage, sum(stage, 'quantity')]))
  const change = (of: 'quantity' | 'amount'): number | undefined =>
    before === undefined || last === undefined ? undefined : sum(last, of) - sum(before, of)
  const unitPrice = told.map((one) => one.unitPrice).find((price) => price !== undefined)
  return {
    line,
    code: first?.code ?? '',
    name: first?.name ?? '',
    quantities,
    difference: change('quantity') ?? 0,
    ...defined({ unitPrice, amountDifference: change('amount'), reason: reasonOf(told) }),
  }
}

/** 00 is no reason. */
function reasonOf(told: readonly ToldLine[]): MatchedLine['reason'] {
  for (const stage of ['receiving', 'shipment'] as const) {
    const code = told.find((one) => one.stage === stage && !/^0*$/.test(one.reason ?? ''))?.reason
    if (code !== undefined) return { of: stage, code }
  }
  return undefined
}
