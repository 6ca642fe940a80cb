import { defined } from '../../base/defined.ts'
import { scaled, type BmsRecord } from '../../wire/bms/index.ts'
import { plainNumber } from './lines-key.ts'

/** A line of a slip, as it is matched with the same line of the next stage. */
export interface LineFacts {
  /** 行番号 without zeros before it. */
  readonly line: string
  readonly code: string
  readonly name: string
  /** Pieces in tenths. */
  readonly quantity?: bigint
  /** In hundredths of a yen. */
  readonly unitPrice?: bigint
  readonly amount?: bigint
  /** 欠品区分 of a shipment, 訂正区分 of a receipt, the reason of a return. */
  readonly reason?: string
}

/** Where a line tells how many pieces it is about, the latest stage first. */
const quantityKeys = [
  'quantities/receivedQuantity/quantity',
  'quantities/shipmentQuantity/quantity',
  'quantities/orderQuantity/quantity',
  'quantities/revisionQuantity/quantity',
  'receivingQuantities/quantity',
  'quantities/quantity',
] as const

/** Where a line tells why, in the same order. */
const reasonKeys = [
  'quantities/receivedQuantity/reasonCode',
  'quantities/stockoutQuantity/reasonCode',
  'reasonCode',
] as const

/** The lines of a slip. */
export function lineFacts(lines: readonly BmsRecord[]): LineFacts[] {
  return lines.map(({ values }) => {
    const first = (keys: readonly string[]): string | undefined =>
      keys.map((key) => values.get(key)).find((value) => value !== undefined)
    return {
      line: plainNumber(values.get('lineID/lineNumber') ?? ''),
      code: values.get('itemID/orderItemCode') ?? values.get('itemID/gtin') ?? '',
      name: nameOf(values),
      ...defined({
        quantity: scaled(first(quantityKeys), 1),
        unitPrice: scaled(values.get('amounts/itemNetPrice@unitPrice'), 2),
        amount: scaled(values.get('amounts/itemNetPrice'), 0),
        reason: first(reasonKeys),
      }),
    }
  })
}

/**
 * Lines in packages: one line of a slip may lie in several. Packages tell no amounts; they
 * are reckoned where that needs no rounding.
 */
export function packedLineFacts(records: readonly BmsRecord[]): LineFacts[] {
  const lines = new Map<string, LineFacts>()
  for (const { schema, values } of records) {
    // What is short is not in any package.
    if (schema.name === 'stockoutInfo') continue
    const value = (key: string): string | undefined =>
      values.get(key) ?? values.get(`itemInfo/${key}`)
    const line = plainNumber(value('tradeLineID/lineNumber') ?? '')
    const known = lines.get(line)
    const quantity = added(
      known === undefined ? 0n : known.quantity,
      scaled(value('quantities/shipmentQuantity/quantity'), 1),
    )
    const unitPrice = scaled(value('amounts/netPrice/unitNetPrice'), 2)
    lines.set(line, {
      line,
      code: value('itemID/orderItemCode') ?? value('itemID/gtin') ?? '',
      name: value('itemID/name') ?? '',
      ...defined({ quantity, unitPrice, amount: wholeAmount(quantity, unitPrice) }),
    })
  }
  return [...lines.values()]
}

function nameOf(values: ReadonlyMap<string, string>): string {
  const name = values.get('itemID/name') ?? values.get('itemID/name_sbcs') ?? ''
  const spec = values.get('itemInfo/itemSpec/spec') ?? ''
  return `${name} ${spec}`.trim()
}

function added(one: bigint | undefined, other: bigint | undefined): bigint | undefined {
  return one === undefined || other === undefined ? undefined : one + other
}

function wholeAmount(
  quantity: bigint | undefined,
  unitPrice: bigint | undefined,
): bigint | undefined {
  if (quantity === undefined || unitPrice === undefined) return undefined
  const thousandths = quantity * unitPrice
  return thousandths % 1000n === 0n ? thousandths / 1000n : undefined
}
