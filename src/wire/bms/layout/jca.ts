import { defined } from '../../../base/defined.ts'
import type { Layout, LayoutColumn, LayoutDefault } from './layout.ts'

const header = 'sh:StandardBusinessDocumentHeader'
const created = `${header}/sh:DocumentIdentification/sh:CreationDateAndTime`

function field(start: number, length: number, rest: Partial<LayoutColumn>): LayoutColumn {
  return { start, length, ...rest }
}

/** Text at the left, blanks behind it. */
function text(start: number, length: number, item: string): LayoutColumn {
  return field(start, length, { item })
}

/** A code at the left, zeros behind it; longer ones are cut. */
function station(start: number, length: number, item: string): LayoutColumn {
  return field(start, length, { item, pad: '0', cut: true })
}

function number(start: number, length: number, item: string, decimals = 0): LayoutColumn {
  return field(start, length, { item, type: 'number', decimals })
}

function day(start: number, item: string): LayoutColumn {
  return field(start, 6, { item, type: 'date', date: 'YYMMDD' })
}

function constant(start: number, length: number, value: string): LayoutColumn {
  return field(start, length, { constant: value })
}

function count(
  start: number,
  length: number,
  of: NonNullable<LayoutColumn['count']>,
): LayoutColumn {
  return field(start, length, { count: of, type: 'number' })
}

/** The file header of JCA 128, 件数 with all records. */
function fileHeader(dataKind: string, dataDay: readonly LayoutColumn[]): LayoutColumn[] {
  return [
    constant(1, 1, 'A'),
    constant(2, 2, dataKind),
    day(4, created),
    field(10, 6, { item: created, type: 'time' }),
    ...dataDay,
    station(22, 8, `${header}/sh:Sender/sh:Identifier`),
    station(30, 8, `${header}/sh:BusinessScope/sh:Scope/sh:Identifier`),
    station(38, 8, `${header}/sh:Receiver/sh:Identifier`),
    constant(46, 3, '128'),
    count(49, 6, 'records'),
    constant(55, 5, '00000'),
  ]
}

const fixed = {
  form: 'fixed',
  charset: 'ebcdic-kana',
  newline: 'none',
  length: 128,
} as const

/** A record of 128 bytes has no room for GLNs: none is used. */
function noGln(of: string, ...groups: readonly string[]): LayoutDefault[] {
  return groups.map((group) => ({ of, item: `${group}/gln`, value: '0' }))
}

function same(of: string, item: string, from: string, pad?: number): LayoutDefault {
  return { of, item, from, ...defined({ pad }) }
}

const orderParties = ['receiver', 'transferOfOwnershipLocation', 'payee', 'seller'].map(
  (name) => `parties/${name}`,
)

/** What an order must have and JCA 128 has no field for. */
const orderDefaults: LayoutDefault[] = [
  same('message', 'payer/code', 'buyer/code'),
  ...noGln('message', 'payer', 'buyer'),
  ...noGln('trade', ...orderParties),
  same('trade', 'parties/payee/code', 'parties/seller/code'),
  same('trade', 'parties/transferOfOwnershipLocation/code', 'parties/receiver/code'),
  same('trade', 'tradeSummary/goodsMajorCategory/subMajorCategory', majorCategory()),
  { of: 'lineItem', item: 'itemID/orderItemCode@codeType', value: '005' },
  same('lineItem', 'itemID/gtin', 'itemID/orderItemCode', 14),
]

function majorCategory(): string {
  return 'tradeSummary/goodsMajorCategory/majorCategory'
}

/** 発注 in JCA 128, as converters of 流通BMS write it: the store has no field. */
export const jcaOrder: Layout = {
  ...fixed,
  name: 'jca-order',
  ja: '発注 JCA 128 バイト（EBCDIC）',
  en: 'Order in JCA records of 128 bytes (EBCDIC)',
  message: 'order',
  rows: [
    {
      of: 'message',
      mark: 'A',
      columns: fileHeader('01', [day(16, 'tradeSummary/dates/orderDate')]),
    },
    {
      of: 'trade',
      mark: 'B',
      columns: [
        constant(1, 1, 'B'),
        constant(2, 2, '01'),
        text(4, 9, 'tradeID/tradeNumber'),
        text(13, 9, 'buyer/code'),
        text(22, 4, majorCategory()),
        text(26, 2, 'tradeSummary/instructions/tradeTypeCode'),
        day(28, 'tradeSummary/dates/orderDate'),
        day(34, 'tradeSummary/dates/deliveryDateToReceiver'),
        text(40, 8, 'parties/seller/code'),
      ],
    },
    {
      of: 'lineItem',
      mark: 'D',
      columns: [
        constant(1, 1, 'D'),
        constant(2, 2, '01'),
        field(4, 2, { item: 'lineID/lineNumber', align: 'right', pad: '0', digits: 2 }),
        text(6, 13, 'itemID/orderItemCode'),
        number(19, 4, 'quantities/unitMultiple'),
        number(23, 4, 'quantities/orderQuantity/numOfOrderUnits'),
        text(27, 2, 'quantities/unitOfMeasure'),
        number(29, 6, 'quantities/orderQuantity/quantity'),
        number(35, 9, 'amounts/itemNetPrice@unitPrice', 2),
        number(44, 7, 'amounts/itemSellingPrice@unitPrice'),
        number(51, 10, 'amounts/itemNetPrice'),
        number(61, 10, 'amounts/itemSellingPrice'),
        text(71, 9, 'itemID/supplierItemCode'),
      ],
    },
  ],
  defaults: [...orderDefaults, same('trade', 'parties/receiver/code', 'buyer/code')],
}

/** 発注 in JCA 128 with store, centre and names, as a supermarket chain writes it. */
export const jcaOrderStore: Layout = {
  ...fixed,
  charset: 'cp932',
  name: 'jca-order-store',
  ja: '発注 JCA 128 バイト（店コード・名称あり）',
  en: 'Order in JCA records of 128 bytes with store and names',
  message: 'order',
  rows: [
    { of: 'message', mark: 'A', columns: fileHeader('00', [day(16, created)]) },
    {
      of: 'trade',
      mark: 'B',
      columns: [
        constant(1, 1, 'B'),
        constant(2, 2, '01'),
        field(4, 9, { item: 'tradeID/tradeNumber', align: 'right', pad: '0' }),
        field(13, 9, { item: 'parties/receiver/code', align: 'right', pad: '0' }),
        text(22, 4, majorCategory()),
        constant(26, 2, '50'),
        day(28, 'tradeSummary/dates/orderDate'),
        day(34, 'tradeSummary/dates/deliveryDateToReceiver'),
        field(40, 8, { item: 'parties/seller/code', pad: '0' }),
        field(48, 1, { item: 'logistics/deliveryInstruction/deliveryServiceCode', digits: 1 }),
        field(49, 6, { item: 'parties/receiver/name_sbcs', cut: true }),
        field(61, 22, { item: 'parties/seller/name_sbcs', cut: true }),
        field(83, 1, {
          item: 'tradeSummary/instructions/goodsClassificationCode',
          codes: { '01': '0', '03': '1', '*': ' ' },
        }),
        field(84, 1, {
          item: 'logistics/deliveryInstruction/routeCode',
          codes: { '02': '1', '*': ' ' },
        }),
        field(85, 6, { item: 'parties/shipTo/code', align: 'right', pad: '0' }),
        field(91, 22, { item: 'parties/shipTo/name_sbcs', cut: true }),
      ],
    },
    {
      of: 'lineItem',
      mark: 'D',
      columns: [
        constant(1, 1, 'D'),
        constant(2, 2, '01'),
        field(4, 2, { item: 'lineID/lineNumber', align: 'right', pad: '0', digits: 2 }),
        text(6, 13, 'itemID/orderItemCode'),
        number(19, 4, 'quantities/unitMultiple'),
        number(23, 4, 'quantities/orderQuantity/numOfOrderUnits'),
        number(30, 6, 'quantities/orderQuantity/quantity', 1),
        number(36, 9, 'amounts/itemNetPrice@unitPrice', 2),
        number(45, 7, 'amounts/itemSellingPrice@unitPrice'),
        number(52, 10, 'amounts/itemNetPrice'),
        number(62, 10, 'amounts/itemSellingPrice'),
        field(81, 25, { item: 'itemID/name_sbcs', cut: true }),
      ],
    },
  ],
  defaults: [
    ...orderDefaults,
    same('message', 'buyer/code', `${header}/sh:Sender/sh:Identifier`),
    ...noGln('trade', 'parties/shipTo'),
    { of: 'lineItem', item: 'quantities/unitOfMeasure', value: '00' },
  ],
}

const company = [station(2, 4, 'buyer/code'), station(6, 6, 'payee/code'), count(12, 5, 'serial')]

function paymentRows(dataKind: string, row: readonly LayoutColumn[]): Layout['rows'] {
  return [
    { of: 'message', mark: 'A', columns: fileHeader(dataKind, []) },
    {
      of: 'trade',
      mark: 'H',
      columns: [
        constant(1, 1, 'H'),
        ...company,
        constant(17, 3, '128'),
        constant(20, 2, dataKind),
        day(30, created),
        day(36, 'period/beginDate'),
        day(42, 'period/endDate'),
      ],
    },
    {
      of: 'lineItem',
      mark: 'B',
      columns: [
        constant(1, 1, 'B'),
        ...company,
        text(23, 5, 'transferOfOwnershipLocation/code'),
        text(30, 11, 'lineID/tradeNumberReference'),
        field(41, 10, {
          item: 'details/amounts/requestedAmount',
          sign: 'details/amounts/requestedAmount@plusMinus',
          type: 'zoned',
        }),
        text(51, 2, 'lineID/issueClassificationCode'),
        text(55, 4, 'details/goodsCategory/majorCategory'),
        field(59, 7, { item: 'payID', cut: true }),
        day(95, 'details/transferOfOwnershipDate'),
        ...row,
      ],
    },
    {
      of: 'end',
      mark: 'T',
      columns: [
        constant(1, 1, 'T'),
        ...company,
        count(17, 5, 'records'),
        count(22, 5, 'trades'),
        constant(27, 34, '0'.repeat(34)),
      ],
    },
  ]
}

const paymentDefaults: LayoutDefault[] = [
  same('message', 'payer/code', 'buyer/code'),
  ...noGln('message', 'payer', 'buyer'),
  ...noGln('trade', 'payee'),
  ...noGln('lineItem', 'transferOfOwnershipLocation', 'seller'),
  same('lineItem', 'seller/code', 'payee/code'),
  same('lineItem', 'details/goodsCategory/subMajorCategory', 'details/goodsCategory/majorCategory'),
]

/** 請求 in JCA 128. */
export const jcaInvoice: Layout = {
  ...fixed,
  name: 'jca-invoice',
  ja: '請求 JCA 128 バイト（EBCDIC）',
  en: 'Invoice in JCA records of 128 bytes (EBCDIC)',
  message: 'invoice',
  rows: paymentRows('11', [text(53, 2, 'details/balanceCarriedCode')]),
  defaults: paymentDefaults,
}

/** 支払 in JCA 128. */
export const jcaPayment: Layout = {
  ...fixed,
  name: 'jca-payment',
  ja: '支払 JCA 128 バイト（EBCDIC）',
  en: 'Payment notice in JCA records of 128 bytes (EBCDIC)',
  message: 'payment',
  rows: paymentRows('12', [
    text(28, 2, 'details/tradeTypeCode'),
    text(53, 2, 'details/verificationResultCode'),
    field(72, 10, {
      item: 'details/amounts/payableAmount',
      sign: 'details/amounts/payableAmount@plusMinus',
      type: 'zoned',
    }),
  ]),
  defaults: paymentDefaults,
}
