import type { PaidRow, StageRow } from '../../../src/domain/matching/index.ts'

let seq = 0

/** A slip of one stage: of the store 001, ordered on 11/20 and delivered on 11/25. */
export function stageRow(changes: Partial<StageRow> & Pick<StageRow, 'kind'>): StageRow {
  seq += 1
  const { number = '4179218', kind } = changes
  const isPaid = kind === 'invoice' || kind === 'payment'
  const isBack = kind === 'return' || kind === 'corrected-receiving'
  return {
    seq,
    documentId: `D-${kind}`,
    place: 1,
    number,
    numberKey: number.replace(/^0+(?=.)/, ''),
    buyer: '架空スーパー',
    storeCode: '0112',
    storeName: '朝日町店',
    deliveryDate: '2026-11-25',
    day: '2026-11-25',
    ...(isPaid || isBack ? {} : { orderDate: '2026-11-20' }),
    ...(isPaid ? { paid: paidRow() } : {}),
    ...changes,
  }
}

/** What a row of 請求 or 支払 says beside its slip, for the end of November. */
export function paidRow(changes: Partial<PaidRow> = {}): PaidRow {
  return {
    payee: '500101',
    seller: '500101',
    closedOn: '2026-11-30',
    paidOn: '2026-12-31',
    payCode: '1001',
    detailCode: '0000',
    detailName: '',
    ...changes,
  }
}

/** A slip through all five stages; undefined leaves one out. */
export function throughStages(
  amounts: readonly (number | undefined)[],
  changes: Partial<StageRow> = {},
): StageRow[] {
  const kinds = ['order', 'shipment', 'receiving', 'invoice', 'payment'] as const
  return kinds.flatMap((kind, at) => {
    const amount = amounts[at]
    return amount === undefined ? [] : [stageRow({ ...changes, kind, amount })]
  })
}
