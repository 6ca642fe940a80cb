import {
  practiceGoods,
  practiceRetailer,
  practiceSupplier,
  partiesNode,
  party,
  type PracticeLine,
} from './practice-parties.ts'
import { xmlOf, type Node } from './xml-tree.ts'

/** What differs between one sample and another. */
export interface SampleOrder {
  /** 取引番号, up to ten digits. */
  readonly tradeNumber: string
  readonly orderDate: Date
  readonly deliveryDate: Date
  readonly lines?: readonly PracticeLine[]
}

const defaultLines: readonly PracticeLine[] = [
  { goods: practiceGoods[0], units: 4 },
  { goods: practiceGoods[1], units: 2 },
  { goods: practiceGoods[3], units: 10 },
]

/** Units in one 発注単位: cases of six. */
const unitMultiple = 6

/**
 * An invented 流通BMS order (発注 1.3), retailer to supplier, as UTF-8 XML.
 *
 * Elements, order and lengths follow the public item list of the basic form 1.3.
 */
export function sampleOrder(order: SampleOrder): Uint8Array {
  return documentOf(order, {
    type: 'Order',
    from: practiceRetailer.gln,
    to: practiceSupplier.gln,
    prefix: 'order',
    list: 'listOfOrders',
    trade: 'order',
    quantities: orderQuantities,
  })
}

/** An invented shipment notification (出荷 1.3) for such an order, supplier to retailer. */
export function sampleShipment(order: SampleOrder): Uint8Array {
  return documentOf(order, {
    type: 'Shipment Notification',
    from: practiceSupplier.gln,
    to: practiceRetailer.gln,
    prefix: 'deliver',
    list: 'listOfShipmentNotifications',
    trade: 'shipment',
    quantities: (line) => [
      ...orderQuantities(line),
      quantity('shipmentQuantity', line),
      quantity('stockoutQuantity', { ...line, units: 0 }),
    ],
  })
}

interface Kind {
  readonly type: string
  readonly from: string
  readonly to: string
  readonly prefix: 'order' | 'deliver'
  readonly list: string
  readonly trade: string
  readonly quantities: (line: PracticeLine) => readonly Node[]
}

function documentOf(order: SampleOrder, kind: Kind): Uint8Array {
  const root: Node = [
    'sh:StandardBusinessDocument',
    [headerNode(order, kind), messageNode(order, kind)],
    {
      'xmlns:sh': 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader',
      'xmlns:common': 'urn:SecondGenEDI:common:Japan:1',
      [`xmlns:${kind.prefix}`]: `urn:SecondGenEDI:${kind.prefix}:Japan:1`,
    },
  ]
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(root)}`)
}

function headerNode({ tradeNumber, orderDate }: SampleOrder, { type, from, to }: Kind): Node {
  const identifier = (gln: string): Node => ['sh:Identifier', gln, { Authority: 'GLN' }]
  return [
    'sh:StandardBusinessDocumentHeader',
    [
      ['sh:HeaderVersion', '1.3'],
      ['sh:Sender', [identifier(from)]],
      ['sh:Receiver', [identifier(to)]],
      [
        'sh:DocumentIdentification',
        [
          ['sh:Standard', 'SecondGenEDI'],
          ['sh:TypeVersion', '1P'],
          ['sh:InstanceIdentifier', `practice-${tradeNumber}`],
          ['sh:Type', type],
          ['sh:CreationDateAndTime', orderDate.toISOString().slice(0, 19)],
        ],
      ],
      [
        'sh:BusinessScope',
        [
          [
            'sh:Scope',
            [
              ['sh:Type', 'Communication'],
              ['sh:InstanceIdentifier', 'Test'],
              ['sh:Identifier', '1'],
            ],
          ],
        ],
      ],
    ],
  ]
}

function messageNode(order: SampleOrder, kind: Kind): Node {
  return [
    'common:message',
    [
      [
        'entityIdentification',
        [['uniqueCreatorIdentification', `${kind.type} ${order.tradeNumber}`]],
      ],
      ['messageInfo', [['numberOfTradingDocuments', '1']]],
      [
        `${kind.prefix}:${kind.list}`,
        [
          ['documentStructureVersion', [['version', '1.3']]],
          party('payer', practiceRetailer.gln, practiceRetailer.name),
          party('buyer', practiceRetailer.gln, practiceRetailer.name),
          tradeNode(order, kind),
        ],
      ],
    ],
  ]
}

function tradeNode(order: SampleOrder, kind: Kind): Node {
  const { tradeNumber, orderDate, deliveryDate, lines = defaultLines } = order
  return [
    kind.trade,
    [
      ['tradeID', [['tradeNumber', tradeNumber]]],
      partiesNode,
      [
        'tradeSummary',
        [
          [
            'goodsMajorCategory',
            [
              ['majorCategory', '0010'],
              ['subMajorCategory', '0101'],
            ],
          ],
          [
            'dates',
            [
              ['orderDate', day(orderDate)],
              ['deliveryDateToReceiver', day(deliveryDate)],
            ],
          ],
        ],
      ],
      ...lines.map((line, at) => lineNode(line, at + 1, kind)),
    ],
  ]
}

function lineNode(line: PracticeLine, number: number, kind: Kind): Node {
  const { goods } = line
  const price = goods.price.toFixed(2)
  return [
    'lineItem',
    [
      ['lineID', [['lineNumber', String(number)]]],
      [
        'itemID',
        [
          ['gtin', goods.gtin],
          ['orderItemCode', goods.gtin.slice(1), { codeType: '005' }],
          ['name', goods.name],
        ],
      ],
      ['amounts', [['itemNetPrice', String(goods.price * piecesOf(line)), { unitPrice: price }]]],
      ['quantities', kind.quantities(line)],
    ],
  ]
}

function orderQuantities(line: PracticeLine): readonly Node[] {
  return [
    ['unitMultiple', String(unitMultiple)],
    ['unitOfMeasure', '00'],
    quantity('orderQuantity', line),
  ]
}

function quantity(element: string, line: PracticeLine): Node {
  return [
    element,
    [
      ['quantity', `${piecesOf(line)}.0`],
      ['numOfOrderUnits', String(line.units)],
    ],
  ]
}

function piecesOf(line: PracticeLine): number {
  return line.units * unitMultiple
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
