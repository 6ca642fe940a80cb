import type { ResponseOf } from '../../../../src/entry/api/contract.ts'

export type ListedSlip = ResponseOf<'documents.slips'>['slips'][number]

export interface StoreSlips {
  readonly code: string
  readonly name: string
  readonly amount: number
  readonly slips: readonly ListedSlip[]
}

/** Slips of one store together, stores in the order in which they come. */
export function byStore(slips: readonly ListedSlip[], typed: string): readonly StoreSlips[] {
  const wanted = typed.trim().toLowerCase()
  const stores = new Map<string, ListedSlip[]>()
  for (const slip of slips) {
    const text = `${slip.number} ${slip.storeCode} ${slip.storeName}`.toLowerCase()
    if (wanted !== '' && !text.includes(wanted)) continue
    const here = stores.get(slip.storeCode)
    if (here === undefined) stores.set(slip.storeCode, [slip])
    else here.push(slip)
  }
  return [...stores].map(([code, here]) => ({
    code,
    name: here[0]?.storeName ?? '',
    amount: here.reduce((sum, { amount = 0 }) => sum + amount, 0),
    slips: here,
  }))
}
