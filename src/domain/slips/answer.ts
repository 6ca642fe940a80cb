import { defined } from '../../base/defined.ts'
import {
  decimalText,
  finding,
  itemOf,
  localName,
  newRecord,
  scaled,
  schemaOf,
  type BmsDocument,
  type BmsHead,
  type BmsRecord,
  type Finding,
  type SchemaNode,
} from '../../wire/bms/index.ts'
import { amountOf, reckonerOf, type Reckoner } from './reckoning.ts'

/** What was shipped of a line. What is not told is shipped as it was ordered. */
export interface ShippedLine {
  /** 伝票番号 and 行番号. */
  readonly trade: string
  readonly line: string
  /** Pieces; decimals for goods by weight. */
  readonly quantity: string
  /** 欠品区分; needed where less is shipped. */
  readonly reason?: string
}

/** A slip whose goods come on another day: 訂正後納品日. */
export interface RevisedSlip {
  readonly trade: string
  readonly deliveryDate: string
}

/** What a partner allows. */
export interface AnswerRules {
  /** More than was ordered. */
  readonly overShipment: boolean
  /** Orders of a message answered without the others. */
  readonly parts: boolean
}

export const usualRules: AnswerRules = { overShipment: false, parts: false }

/** What an answer is made from. */
export interface AnswerOrder {
  readonly lines: readonly ShippedLine[]
  readonly revised?: readonly RevisedSlip[]
  /** Only these slips; all without it. */
  readonly trades?: readonly string[]
  readonly rules?: AnswerRules
  /** Local time, as the standard writes it, and the id of the new document. */
  readonly now: string
  readonly instance: string
}

/** A 出荷 for a 発注, and what stands against sending it. */
export interface Answer {
  readonly document: BmsDocument
  readonly findings: readonly Finding[]
}

const header = 'sh:StandardBusinessDocumentHeader'
const identification = `${header}/sh:DocumentIdentification`

/**
 * The shipment notification that answers an order: parties, dates, instructions, tax and
 * prices are taken over, quantities are what was shipped, amounts and totals are reckoned
 * anew in the way the order itself is reckoned.
 */
export function answerOrder({ head, trades }: BmsDocument, order: AnswerOrder): Answer {
  const findings: Finding[] = []
  const chosen = trades.filter(
    (trade) => order.trades === undefined || order.trades.includes(numberOf(trade)),
  )
  const rules = order.rules ?? usualRules
  if (!rules.parts && chosen.length < trades.length) {
    const facts = { path: 'order', value: `${chosen.length}/${trades.length}` }
    findings.push(finding('answer-partly', facts))
  }
  findings.push(...strangers(chosen, order))
  const shipment = schemaOf('shipment')
  const answered = chosen.map((trade) => shippedTrade(trade, shipment.trade, order, findings))
  return {
    document: { head: answerHead(head, order, answered.length), trades: answered },
    findings,
  }
}

/** Lines that are told of and were never ordered. */
function strangers(trades: readonly BmsRecord[], { lines }: AnswerOrder): Finding[] {
  const known = new Set(
    trades.flatMap((trade) => linesOf(trade).map((line) => keyOf(numberOf(trade), lineOf(line)))),
  )
  return lines
    .filter(({ trade, line }) => !known.has(keyOf(trade, line)))
    .map(({ trade, line }) =>
      finding('line-unknown', { path: 'order', label: '行番号', value: line, trade }),
    )
}

function answerHead(head: BmsHead, { now, instance }: AnswerOrder, slips: number): BmsHead {
  const schema = schemaOf('shipment')
  const { values } = head.root
  const root = new Map(values)
  for (const attribute of ['', '@Authority']) {
    swap(
      root,
      `${header}/sh:Sender/sh:Identifier${attribute}`,
      `${header}/sh:Receiver/sh:Identifier${attribute}`,
    )
  }
  root.set(`${identification}/sh:InstanceIdentifier`, instance)
  root.set(`${identification}/sh:Type`, 'Shipment Notification')
  root.set(`${identification}/sh:CreationDateAndTime`, now)
  const message = new Map(head.message.values)
  message.set('entityIdentification/uniqueCreatorIdentification', `MSG-${instance}`)
  message.set('messageInfo/numberOfTradingDocuments', String(slips))
  swap(message, 'messageInfo/senderStationAddress', 'messageInfo/immediateReceiverStationAddress')
  return {
    schema,
    root: newRecord(schema.root, root),
    message: newRecord(schema.message, message),
    list: newRecord(schema.list, fitting(schema.list, head.list.values)),
    namespaces: {},
  }
}

function swap(values: Map<string, string>, one: string, other: string): void {
  const [first, second] = [values.get(one), values.get(other)]
  if (first === undefined || second === undefined) return
  values.set(one, second)
  values.set(other, first)
}

function shippedTrade(
  trade: BmsRecord,
  schema: SchemaNode,
  order: AnswerOrder,
  findings: Finding[],
): BmsRecord {
  const lineSchema = schema.byLocalName.get('lineItem') as SchemaNode
  const reckoner = reckonerOf(trade)
  const lines = linesOf(trade).map((line) => {
    const number = numberOf(trade)
    const told = order.lines.find((one) => one.trade === number && one.line === lineOf(line))
    return shippedLine(line, lineSchema, { told, order, number, reckoner, findings })
  })
  const values = fitting(schema, trade.values)
  const revised = order.revised?.find((one) => one.trade === numberOf(trade))
  if (revised !== undefined) {
    values.set('tradeSummary/dates/revisedDeliveryDate', revised.deliveryDate)
    const ordered = trade.values.get('tradeSummary/dates/orderDate') ?? ''
    if (revised.deliveryDate < ordered) {
      findings.push(
        finding('date', {
          path: 'tradeSummary/dates/revisedDeliveryDate',
          label: '訂正後直接納品先納品日',
          value: revised.deliveryDate,
          trade: numberOf(trade),
        }),
      )
    }
  }
  for (const [key, value] of totals(lines, trade, reckoner)) values.set(key, value)
  return newRecord(schema, values, lines)
}

interface LineWork {
  readonly told: ShippedLine | undefined
  readonly order: AnswerOrder
  readonly number: string
  readonly reckoner: Reckoner
  readonly findings: Finding[]
}

const shippedKey = 'quantities/shipmentQuantity'
const shortKey = 'quantities/stockoutQuantity'

function shippedLine(line: BmsRecord, schema: SchemaNode, work: LineWork): BmsRecord {
  const values = fitting(schema, line.values)
  for (const [key, value] of line.values) {
    const fresh = key.replace(/^freshOrderWeights\//, 'freshShipmentWeights/')
    if (fresh !== key && itemOf(schema, fresh) !== undefined) values.set(fresh, value)
  }
  const ordered = scaled(line.values.get('quantities/orderQuantity/quantity'), 1) ?? 0n
  const shipped = work.told === undefined ? ordered : scaled(work.told.quantity, 1)
  if (shipped === undefined) {
    report(work, line, {
      rule: 'decimal',
      value: work.told?.quantity ?? '',
      expected: '8,1',
    })
    return newRecord(schema, values)
  }
  const short = ordered > shipped ? ordered - shipped : 0n
  checkLine(line, work, { ordered, shipped })
  values.set(`${shippedKey}/quantity`, decimalText(shipped, 1))
  values.set(`${shortKey}/quantity`, decimalText(short, 1))
  setUnits(line, values, { shipped, short })
  values.set(`${shortKey}/reasonCode`, short === 0n ? '00' : (work.told?.reason ?? '00'))
  if (shipped !== ordered) reckonLine(line, values, shipped, work.reckoner)
  return newRecord(schema, values)
}

function checkLine(
  line: BmsRecord,
  work: LineWork,
  { ordered, shipped }: { ordered: bigint; shipped: bigint },
): void {
  const { told, order } = work
  const { overShipment } = order.rules ?? usualRules
  const value = decimalText(shipped, 1)
  if (shipped > ordered && !overShipment) {
    report(work, line, { rule: 'over-shipped', value, expected: decimalText(ordered, 1) })
  }
  const reason = told?.reason ?? '00'
  if (shipped < ordered === (reason === '00')) {
    report(work, line, { rule: 'shortage-unexplained', value: reason })
  }
  const multiple = scaled(line.values.get('quantities/unitMultiple'), 0) ?? 0n
  if (multiple > 0n && shipped % (multiple * 10n) !== 0n) {
    report(work, line, { rule: 'units-broken', value, expected: decimalText(multiple, 0) })
  }
}

/** Units as in the order: pieces over pieces in a unit. */
function setUnits(
  line: BmsRecord,
  values: Map<string, string>,
  { shipped, short }: { shipped: bigint; short: bigint },
): void {
  const multiple = scaled(line.values.get('quantities/unitMultiple'), 0) ?? 0n
  if (multiple === 0n) return
  values.set(`${shippedKey}/numOfOrderUnits`, String(shipped / (multiple * 10n)))
  values.set(`${shortKey}/numOfOrderUnits`, String(short / (multiple * 10n)))
}

function reckonLine(
  line: BmsRecord,
  values: Map<string, string>,
  shipped: bigint,
  reckoner: Reckoner,
): void {
  const net = amountOf(shipped, line.values.get('amounts/itemNetPrice@unitPrice'), reckoner)
  if (net !== undefined) values.set('amounts/itemNetPrice', String(net))
  const selling = amountOf(shipped, line.values.get('amounts/itemSellingPrice@unitPrice'), reckoner)
  if (selling !== undefined && values.has('amounts/itemSellingPrice')) {
    values.set('amounts/itemSellingPrice', String(selling))
  }
  if (values.has('amounts/itemTax') && net !== undefined) {
    const tax = reckoner.tax(net)
    if (tax !== undefined) values.set('amounts/itemTax', String(tax))
  }
}

/** The totals that the order has, over what is shipped. */
function totals(
  lines: readonly BmsRecord[],
  trade: BmsRecord,
  reckoner: Reckoner,
): [string, string][] {
  const sum = (key: string, places = 0): bigint =>
    lines.reduce((all, line) => all + (scaled(line.values.get(key), places) ?? 0n), 0n)
  const net = sum('amounts/itemNetPrice')
  const taxes = reckoner.fromLines ? sum('amounts/itemTax') : reckoner.tax(net)
  const found: [string, bigint | undefined][] = [
    ['totals/totalAmount/netPriceTotal', net],
    ['totals/totalAmount/sellingPriceTotal', sum('amounts/itemSellingPrice')],
    ['totals/totalAmount/taxTotal', taxes],
    ['totals/totalQuantity/itemTotal', sum(`${shippedKey}/quantity`, 1) / 10n],
    ['totals/totalQuantity/unitTotal', sum(`${shippedKey}/numOfOrderUnits`)],
  ]
  return found.flatMap(([key, value]): [string, string][] =>
    value !== undefined && trade.values.has(key) ? [[key, String(value)]] : [],
  )
}

interface Reported {
  readonly rule: 'decimal' | 'over-shipped' | 'shortage-unexplained' | 'units-broken'
  readonly value: string
  readonly expected?: string
}

function report({ number, findings }: LineWork, line: BmsRecord, reported: Reported): void {
  const { rule, value, expected } = reported
  const ofReason = rule === 'shortage-unexplained'
  const found = finding(rule, {
    path: `lineItem[${lineOf(line)}]/${ofReason ? `${shortKey}/reasonCode` : `${shippedKey}/quantity`}`,
    label: ofReason ? '欠品区分' : '出荷数量（バラ）',
    value,
    trade: number,
    ...defined({ expected }),
  })
  // What a reader only warns of, a sender refuses.
  findings.push({ ...found, severity: 'error' })
}

/** The values that another schema has a place for. */
function fitting(schema: SchemaNode, values: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...values].filter(([key]) => itemOf(schema, key) !== undefined))
}

function linesOf(trade: BmsRecord): BmsRecord[] {
  return trade.children.filter(({ schema }) => localName(schema.name) === 'lineItem')
}

function numberOf(trade: BmsRecord): string {
  return trade.values.get('tradeID/tradeNumber') ?? ''
}

function lineOf(line: BmsRecord): string {
  return line.values.get('lineID/lineNumber') ?? ''
}

function keyOf(trade: string, line: string): string {
  return `${trade} ${line}`
}
