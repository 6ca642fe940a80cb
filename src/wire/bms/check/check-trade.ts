import { defined } from '../../../base/defined.ts'
import { childrenOf, itemOf, type BmsRecord } from '../record.ts'
import type { MessageKindName } from '../schema/message-kinds.ts'
import { taxWays, roundedWays, type AmountRules } from './amount-rules.ts'
import { itemFinding, type Place } from './check-values.ts'
import { decimalText, scaled } from './decimal.ts'
import type { Finding, FindingRule } from './finding.ts'

/** The quantity that a line's amount is reckoned from. */
const amountQuantity: Partial<Record<MessageKindName, string>> = {
  order: 'quantities/orderQuantity/quantity',
  'order-plan': 'quantities/orderQuantity/quantity',
  shipment: 'quantities/shipmentQuantity/quantity',
  receiving: 'quantities/receivedQuantity/quantity',
  'corrected-receiving': 'quantities/revisionQuantity/quantity',
  return: 'quantities/quantity',
  'return-receiving': 'receivingQuantities/quantity',
}

const quantityGroups = ['orderQuantity', 'shipmentQuantity', 'receivedQuantity', 'stockoutQuantity']

const net = 'amounts/itemNetPrice'
const taxType = 'tradeSummary/taxInfo/taxTypeCode'
const taxRate = 'tradeSummary/taxInfo/taxRate'

/** What must agree within one slip: lines, amounts, totals, taxes, shortages. */
export function checkTrade(
  kind: MessageKindName,
  trade: BmsRecord,
  place: Place,
  rules: AmountRules,
): Finding[] {
  const found: Finding[] = []
  const lines = childrenOf(trade, 'lineItem')
  const numbers = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const linePlace = { ...place, path: `${place.path}/lineItem[${index + 1}]` }
    const check = new LineCheck(line, linePlace, found)
    const number = line.values.get('lineID/lineNumber')
    if (number !== undefined && numbers.has(number)) check.report('line-twice', 'lineID/lineNumber')
    else if (number !== undefined) numbers.add(number)
    if (!isWeighed(trade)) {
      check.units()
      check.amount(amountQuantity[kind], rules)
    }
    if (kind === 'shipment') check.shortage(isWeighed(trade))
  }
  const whole = new LineCheck(trade, place, found)
  checkTotals(whole, trade, lines, kind)
  checkTaxes(whole, trade, lines, rules)
  return found
}

/** 不定貫: the weight decides, the quantity only estimates. */
function isWeighed(trade: BmsRecord): boolean {
  return trade.values.get('tradeSummary/freshInstructions/variableMeasureItemCode') === '01'
}

/** Collects what is found in one record. */
class LineCheck {
  readonly #record: BmsRecord
  readonly #place: Place
  readonly #found: Finding[]

  constructor(record: BmsRecord, place: Place, found: Finding[]) {
    this.#record = record
    this.#place = place
    this.#found = found
  }

  number(key: string, places = 0): bigint | undefined {
    return scaled(this.#record.values.get(key), places)
  }

  report(rule: FindingRule, key: string, expected?: string): void {
    const item = itemOf(this.#record.schema, key)
    if (item === undefined) return
    const value = this.#record.values.get(key)
    const where = { record: this.#record, item, place: this.#place }
    this.#found.push(
      itemFinding(rule, where, {
        ...defined({ value, expected }),
      }),
    )
  }

  /** Reports a number that is there and is none of those it may be. */
  mustBe(rule: FindingRule, key: string, allowed: readonly bigint[] | undefined): void {
    const value = this.number(key)
    if (value === undefined || allowed === undefined || allowed.includes(value)) return
    const [first] = allowed
    if (first !== undefined) this.report(rule, key, decimalText(first, 0))
  }

  /** Pieces are units of order × pieces in a unit. */
  units(): void {
    const multiple = this.number('quantities/unitMultiple')
    if (multiple === undefined || multiple === 0n) return
    for (const group of quantityGroups) {
      const pieces = this.number(`quantities/${group}/quantity`, 1)
      const units = this.number(`quantities/${group}/numOfOrderUnits`)
      if (pieces === undefined || units === undefined) continue
      const product = units * multiple * 10n
      if (pieces !== product) {
        const expected = decimalText(product, 1)
        this.report('units-product', `quantities/${group}/quantity`, expected)
      }
    }
  }

  /** 原価金額 is quantity × 原単価, rounded to whole yen. */
  amount(quantityKey: string | undefined, { amounts }: AmountRules): void {
    if (quantityKey === undefined) return
    const quantity = this.number(quantityKey, 1)
    const price = this.number(`${net}@unitPrice`, 2)
    if (quantity === undefined || price === undefined) return
    this.mustBe('line-amount', net, roundedWays(quantity * price, 1000n, amounts))
  }

  /** What is not shipped is short, and a short line says why. */
  shortage(weighed: boolean): void {
    const ordered = this.number('quantities/orderQuantity/quantity', 1)
    const shipped = this.number('quantities/shipmentQuantity/quantity', 1)
    if (ordered === undefined || shipped === undefined || weighed) return
    const short = ordered > shipped ? ordered - shipped : 0n
    if (shipped > ordered) {
      this.report('over-shipped', 'quantities/shipmentQuantity/quantity', decimalText(ordered, 1))
    }
    const told = this.number('quantities/stockoutQuantity/quantity', 1)
    if (told !== undefined && told !== short) {
      this.report('shortage-wrong', 'quantities/stockoutQuantity/quantity', decimalText(short, 1))
    }
    const reason = this.#record.values.get('quantities/stockoutQuantity/reasonCode') ?? '00'
    if (short > 0n === (reason === '00')) {
      this.report('shortage-unexplained', 'quantities/stockoutQuantity/reasonCode')
    }
  }
}

function checkTotals(
  whole: LineCheck,
  trade: BmsRecord,
  lines: readonly BmsRecord[],
  kind: MessageKindName,
): void {
  const total = (key: string, lineKey: string, places = 0): void => {
    const values = lines.map((line) => scaled(line.values.get(lineKey) ?? '0', places))
    if (values.length === 0 || values.some((value) => value === undefined)) return
    const sum = values.reduce<bigint>((all, value) => all + (value ?? 0n), 0n)
    const unit = 10n ** BigInt(places)
    // A total in whole pieces says nothing of tenths.
    if (sum % unit === 0n) whole.mustBe('total-wrong', key, [sum / unit])
  }
  total('totals/totalAmount/netPriceTotal', net)
  total('totals/totalAmount/sellingPriceTotal', 'amounts/itemSellingPrice')
  const quantity = amountQuantity[kind]
  if (quantity === undefined || isWeighed(trade)) return
  total('totals/totalQuantity/itemTotal', quantity, 1)
  if (quantity.includes('Quantity/')) {
    total('totals/totalQuantity/unitTotal', quantity.replace(/quantity$/, 'numOfOrderUnits'))
  }
}

function checkTaxes(
  whole: LineCheck,
  trade: BmsRecord,
  lines: readonly BmsRecord[],
  { taxes, taxBase }: AmountRules,
): void {
  const rate = scaled(trade.values.get(taxRate), 1)
  const netTotal = whole.number('totals/totalAmount/netPriceTotal')
  if (rate === undefined) return
  const fromSlip =
    netTotal === undefined ? undefined : taxWays(netTotal, rate, trade.values.get(taxType), taxes)
  if (fromSlip === undefined) return
  const ofLines = lines.map((line) => scaled(line.values.get('amounts/itemTax'), 0))
  const known = ofLines.filter((tax) => tax !== undefined)
  const sum = known.reduce((all, tax) => all + tax, 0n)
  const fromLines = known.length === lines.length ? [sum] : []
  const allowed = [
    ...(taxBase === 'lines' ? [] : fromSlip),
    ...(taxBase === 'slip' ? [] : fromLines),
  ]
  whole.mustBe('tax-wrong', 'totals/totalAmount/taxTotal', allowed)
}
