import {
  divided,
  roundings,
  scaled,
  taxWays,
  type BmsRecord,
  type Rounding,
} from '../../wire/bms/index.ts'

/** How amounts and taxes of a slip are rounded. */
export interface Reckoner {
  readonly amounts: Rounding
  /** The tax on a net amount; undefined if the slip does not say how. */
  tax(net: bigint): bigint | undefined
  /** Whether the tax of the slip is the sum of its lines' taxes. */
  readonly fromLines: boolean
}

/**
 * The way in which a slip is reckoned, as its own numbers show it: the first rounding under
 * which all its lines are right, 切捨 if several are.
 */
export function reckonerOf(trade: BmsRecord): Reckoner {
  const lines = trade.children.filter(({ schema }) => schema.name === 'lineItem')
  const rate = scaled(trade.values.get('tradeSummary/taxInfo/taxRate'), 1)
  const type = trade.values.get('tradeSummary/taxInfo/taxTypeCode')
  const net = scaled(trade.values.get('totals/totalAmount/netPriceTotal'), 0)
  const total = scaled(trade.values.get('totals/totalAmount/taxTotal'), 0)
  const taxOf = (amount: bigint, rounding: Rounding): bigint | undefined =>
    rate === undefined ? undefined : taxWays(amount, rate, type, rounding)?.[0]
  const taxes = firstThat((rounding) =>
    lines.every(({ values }) => {
      const amount = scaled(values.get('amounts/itemNetPrice'), 0)
      const tax = scaled(values.get('amounts/itemTax'), 0)
      return amount === undefined || tax === undefined || taxOf(amount, rounding) === tax
    }),
  )
  const ofLines = lines.map(({ values }) => scaled(values.get('amounts/itemTax'), 0))
  const sum = ofLines.reduce<bigint>((all, tax) => all + (tax ?? 0n), 0n)
  const fromSlip = net === undefined ? undefined : taxOf(net, taxes)
  return {
    amounts: firstThat((rounding) => lines.every((line) => isRight(line, rounding))),
    tax: (amount) => taxOf(amount, taxes),
    fromLines: total !== undefined && total !== fromSlip && total === sum,
  }
}

/** Quantity in tenths × unit price, in whole yen. */
export function amountOf(
  quantity: bigint,
  unitPrice: string | undefined,
  { amounts }: Pick<Reckoner, 'amounts'>,
): bigint | undefined {
  const price = scaled(unitPrice, 2)
  return price === undefined ? undefined : divided(quantity * price, 1000n, amounts)
}

function isRight({ values }: BmsRecord, amounts: Rounding): boolean {
  const quantity = scaled(values.get('quantities/orderQuantity/quantity'), 1)
  const net = scaled(values.get('amounts/itemNetPrice'), 0)
  if (quantity === undefined || net === undefined) return true
  return amountOf(quantity, values.get('amounts/itemNetPrice@unitPrice'), { amounts }) === net
}

function firstThat(holds: (rounding: Rounding) => boolean): Rounding {
  return roundings.find(holds) ?? 'down'
}
