import { decimalText, divided } from '../check/decimal.ts'
import { itemOf, newRecord, type BmsRecord } from '../record.ts'
import type { SchemaNode } from '../schema/notation.ts'
import { sampleValue, type SampleFacts } from './sample-values.ts'

/** Optional items that most real documents have. */
const usual = new RegExp(
  [
    '/name$',
    'itemID/name$',
    'dates/deliveryDate$',
    'deliveryServiceCode$',
    'taxInfo/',
    'tradeTypeCode$',
    'numOfOrderUnits$',
    'numberOfTradingDocuments$',
    'documentStructureVersion/version$',
  ].join('|'),
)

/** Pieces in one 発注単位. */
const unitMultiple = 6n

/** Units ordered of a line, and units shipped. */
export interface SampleUnits {
  readonly ordered: number
  readonly shipped: number
}

/** A record with its required items and the usual ones. */
export function sampleRecord(
  schema: SchemaNode,
  facts: SampleFacts,
  children: readonly BmsRecord[] = [],
): BmsRecord {
  const values: [string, string][] = []
  const visit = (group: SchemaNode): void => {
    for (const node of [...group.attributes, ...group.children]) {
      if (node.repeats || !(node.required || isUsual(node))) continue
      if (node.value !== undefined) values.push([node.key, sampleValue(node, facts)])
      visit(node)
    }
  }
  visit(schema)
  return newRecord(schema, values, children)
}

function isUsual(node: SchemaNode): boolean {
  if (node.value !== undefined) return usual.test(node.key)
  return node.children.some(
    (child) =>
      isUsual(child) && /taxInfo|Version|deliveryInstr|^logistics|instructions$/.test(node.key),
  )
}

/** A line whose quantities and amounts agree. */
export function sampleLine(schema: SchemaNode, facts: SampleFacts, units: SampleUnits): BmsRecord {
  const line = sampleRecord(schema, facts)
  const shipped = pieces(units.shipped)
  const net = divided(shipped * facts.goods.price, 100n, 'down')
  const short = units.ordered - units.shipped
  return overlaid(line, {
    'quantities/unitMultiple': String(unitMultiple),
    ...quantity('quantities/orderQuantity', units.ordered),
    ...quantity('quantities/shipmentQuantity', units.shipped),
    ...quantity('quantities/stockoutQuantity', short),
    ...quantity('quantities/receivedQuantity', units.shipped),
    'quantities/stockoutQuantity/reasonCode': short > 0 ? '21' : '00',
    'quantities/receivedQuantity/reasonCode': '00',
    'quantities/revisionQuantity/quantity': String(shipped),
    'quantities/quantity': String(shipped),
    'receivingQuantities/quantity': String(shipped),
    'amounts/itemNetPrice': String(net),
    'amounts/itemNetPrice@unitPrice': decimalText(facts.goods.price, 2),
    'amounts/itemSellingPrice': String(shipped * BigInt(facts.goods.sellingPrice)),
    'amounts/itemSellingPrice@unitPrice': String(facts.goods.sellingPrice),
    'amounts/itemTax': String(divided(net * 8n, 100n, 'down')),
    'details/amounts/requestedAmount': String(net),
    'details/amounts/payableAmount': String(net),
  })
}

/** A slip whose totals are those of its lines. */
export function sampleTrade(
  schema: SchemaNode,
  facts: SampleFacts,
  lines: readonly BmsRecord[],
): BmsRecord {
  const sum = (key: string): bigint =>
    lines.reduce((all, line) => all + BigInt(line.values.get(key)?.replace(/\..*$/, '') ?? '0'), 0n)
  const net = sum('amounts/itemNetPrice')
  const counted = ['receivedQuantity', 'shipmentQuantity', 'orderQuantity'].find((name) =>
    lines[0]?.values.has(`quantities/${name}/quantity`),
  )
  return overlaid(sampleRecord(schema, facts, lines), {
    'totals/totalAmount/netPriceTotal': String(net),
    'totals/totalAmount/sellingPriceTotal': String(sum('amounts/itemSellingPrice')),
    'totals/totalAmount/taxTotal': String(divided(net * 8n, 100n, 'down')),
    ...(counted === undefined
      ? {}
      : {
          'totals/totalQuantity/itemTotal': String(sum(`quantities/${counted}/quantity`)),
          'totals/totalQuantity/unitTotal': String(sum(`quantities/${counted}/numOfOrderUnits`)),
        }),
  })
}

function quantity(group: string, units: number): Record<string, string> {
  return {
    [`${group}/quantity`]: `${pieces(units)}.0`,
    [`${group}/numOfOrderUnits`]: String(units),
  }
}

function pieces(units: number): bigint {
  return BigInt(units) * unitMultiple
}

/** The values that the record's schema has a place for. */
function overlaid(record: BmsRecord, values: Readonly<Record<string, string>>): BmsRecord {
  const fitting = Object.entries(values).filter(([key]) => itemOf(record.schema, key) !== undefined)
  return { ...record, values: new Map([...record.values, ...fitting]) }
}
