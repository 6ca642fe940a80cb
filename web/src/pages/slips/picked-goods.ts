import type { OrderSheetView } from '../../../../src/entry/api/contract.ts'

export interface Taken {
  readonly cases: number
  readonly loose: number
}

export interface PickedStore {
  readonly code: string
  readonly name: string
}

/** Goods over all slips: whole cases, and pieces that fill none. */
export interface PickedGoods extends Taken {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly spec: string
  readonly multiple?: string
  readonly stores: ReadonlyMap<string, Taken>
}

/** The stores of an order, by their codes. */
export function storesOf({ slips }: OrderSheetView): readonly PickedStore[] {
  const stores = new Map(slips.map(({ storeCode, storeName }) => [storeCode, storeName]))
  return [...stores]
    .map(([code, name]) => ({ code, name }))
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

/** What is ordered of each kind of goods; the same code with other cases is another kind. */
export function pickedGoods({ slips }: OrderSheetView): readonly PickedGoods[] {
  const all = new Map<string, PickedGoods>()
  for (const { storeCode, lines } of slips) {
    for (const line of lines) {
      const key = `${line.code} ${line.multiple ?? ''}`
      const { code, name, spec, multiple } = line
      const none: PickedGoods = {
        key,
        code,
        name,
        spec,
        ...(multiple !== undefined && { multiple }),
        cases: 0,
        loose: 0,
        stores: new Map<string, Taken>(),
      }
      const before = all.get(key) ?? none
      const taken = takenOf(line.ordered, multiple)
      const here = before.stores.get(storeCode) ?? { cases: 0, loose: 0 }
      const stores = new Map(before.stores).set(storeCode, sum(here, taken))
      all.set(key, { ...before, ...sum(before, taken), stores })
    }
  }
  return [...all.values()].toSorted((one, other) => (one.key < other.key ? -1 : 1))
}

function sum(one: Taken, other: Taken): Taken {
  return { cases: one.cases + other.cases, loose: tenths(one.loose + other.loose) }
}

/** Weights have one decimal; sums of them must not show how a computer counts. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

function takenOf(ordered: string, multiple: string | undefined): Taken {
  const pieces = Number(ordered)
  const inCase = Number(multiple ?? '0')
  if (!Number.isFinite(pieces)) return { cases: 0, loose: 0 }
  if (!(inCase > 1)) return { cases: 0, loose: pieces }
  const cases = Math.floor(pieces / inCase)
  return { cases, loose: tenths(pieces - cases * inCase) }
}
