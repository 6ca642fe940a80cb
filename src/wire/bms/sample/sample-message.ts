import type { BmsDocument } from '../read/read-bms.ts'
import { newRecord, recordsBelow, type BmsRecord } from '../record.ts'
import { schemaOf, type MessageSchema } from '../schema/message-schema.ts'
import { messageKinds, type MessageKindName } from '../schema/message-kinds.ts'
import type { SchemaNode } from '../schema/notation.ts'
import { writeBms } from '../write/bms-writer.ts'
import { practiceGoods, practiceRetailer, practiceStores, practiceSupplier } from './parties.ts'
import { sampleLine, sampleRecord, sampleTrade, type SampleUnits } from './sample-record.ts'
import { sampleValue, type SampleFacts } from './sample-values.ts'

/** What differs between one sample and another. */
export interface SampleOrder {
  /** 取引番号 of the first slip, up to ten digits. */
  readonly tradeNumber: string
  readonly orderDate: Date
  readonly deliveryDate: Date
  /** How many slips; the stores take turns. */
  readonly slips?: number
  /** Lines of each slip; the goods take turns. */
  readonly lines?: number
  /** A line of which less is shipped than was ordered, from 1. */
  readonly shortLine?: number
}

const header = 'sh:StandardBusinessDocumentHeader'

/** An invented message of any kind, whose amounts and totals agree. */
export function sampleMessage(kind: MessageKindName, order: SampleOrder): BmsDocument {
  const schema = schemaOf(kind)
  const facts = factsOf(order, 0, 1)
  const trades = Array.from({ length: order.slips ?? 1 }, (_, slip) =>
    tradeOf(schema.trade, order, slip),
  )
  const message = sampleRecord(schema.message, facts)
  return {
    head: {
      schema,
      root: newRecord(schema.root, headerValues(schema, order, facts)),
      message: {
        ...message,
        values: new Map([
          ...message.values,
          ['entityIdentification/uniqueCreatorIdentification', `MSG-${order.tradeNumber}`],
          ['messageInfo/numberOfTradingDocuments', String(trades.length)],
        ]),
      },
      list: withVersion(sampleRecord(schema.list, facts), messageKinds[kind].version),
      namespaces: {},
    },
    trades,
  }
}

/** An invented order (発注 1.3), retailer to supplier, as UTF-8 XML. */
export function sampleOrder(order: SampleOrder): Uint8Array {
  return Buffer.from(writeBms(sampleMessage('order', order)))
}

/** An invented shipment notification (出荷 1.3) for such an order, supplier to retailer. */
export function sampleShipment(order: SampleOrder): Uint8Array {
  return Buffer.from(writeBms(sampleMessage('shipment', order)))
}

function tradeOf(schema: SchemaNode, order: SampleOrder, slip: number): BmsRecord {
  const facts = factsOf(order, slip, 1)
  const below = recordsBelow(schema).filter(({ required }) => required)
  const children = below.flatMap((node) => {
    const count = node.name === 'lineItem' ? (order.lines ?? 3) : 1
    return Array.from({ length: count }, (_, at) => lineOf(node, order, slip, at + 1))
  })
  return sampleTrade(schema, facts, children)
}

function lineOf(node: SchemaNode, order: SampleOrder, slip: number, line: number): BmsRecord {
  const facts = factsOf(order, slip, line)
  const inside = recordsBelow(node).filter(({ required }) => required)
  const record = sampleLine(node, facts, unitsOf(order, slip, line))
  return { ...record, children: inside.map((one) => sampleRecord(one, facts)) }
}

function unitsOf({ shortLine }: SampleOrder, slip: number, line: number): SampleUnits {
  const ordered = ((line * 7 + slip * 3) % 9) + 2
  return { ordered, shipped: line === shortLine ? ordered - 1 : ordered }
}

function factsOf(order: SampleOrder, slip: number, line: number): SampleFacts {
  return {
    tradeNumber: String(BigInt(order.tradeNumber) + BigInt(slip)),
    orderDate: day(order.orderDate),
    deliveryDate: day(order.deliveryDate),
    store: practiceStores[slip % practiceStores.length] ?? practiceStores[0],
    goods: practiceGoods[(line - 1) % practiceGoods.length] ?? practiceGoods[0],
    line,
  }
}

function headerValues(
  { root, kind }: MessageSchema,
  order: SampleOrder,
  facts: SampleFacts,
): [string, string][] {
  const { type, from } = messageKinds[kind]
  const [sender, receiver] =
    from === 'retailer'
      ? [practiceRetailer, practiceSupplier]
      : [practiceSupplier, practiceRetailer]
  const created = root.byLocalName
    .get('StandardBusinessDocumentHeader')
    ?.byLocalName.get('DocumentIdentification')
    ?.byLocalName.get('CreationDateAndTime')
  const identification = `${header}/sh:DocumentIdentification`
  const scope = `${header}/sh:BusinessScope/sh:Scope`
  return [
    [`${header}/sh:HeaderVersion`, '1.3'],
    [`${header}/sh:Sender/sh:Identifier`, sender.gln],
    [`${header}/sh:Sender/sh:Identifier@Authority`, 'GLN'],
    [`${header}/sh:Receiver/sh:Identifier`, receiver.gln],
    [`${header}/sh:Receiver/sh:Identifier@Authority`, 'GLN'],
    [`${identification}/sh:Standard`, 'SecondGenEDI'],
    [`${identification}/sh:TypeVersion`, '1P'],
    [`${identification}/sh:InstanceIdentifier`, `practice-${order.tradeNumber}`],
    [`${identification}/sh:Type`, type],
    [`${identification}/sh:CreationDateAndTime`, created ? sampleValue(created, facts) : ''],
    [`${scope}/sh:Type`, 'Communication'],
    [`${scope}/sh:InstanceIdentifier`, 'Test'],
    [`${scope}/sh:Identifier`, '1'],
  ]
}

function withVersion(list: BmsRecord, version: string): BmsRecord {
  const key = 'documentStructureVersion/version'
  return { ...list, values: new Map([...list.values, [key, version]]) }
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
