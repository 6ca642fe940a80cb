import { describe, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'

import {
  checkBms,
  findingText,
  newRecord,
  schemaOf,
  withCheckDigit,
  type AmountRules,
  type BmsDocument,
  type BmsRecord,
  type Finding,
  type MessageKindName,
} from '../index.ts'
import { parseCodes, CodeBook } from '../codes/code-book.ts'

type Values = Record<string, string>

const jan = withCheckDigit('290000010001')

function wrongDigit(code: string): string {
  return code.slice(0, -1) + String((Number(code.slice(-1)) + 1) % 10)
}

const party = (name: string): Values => ({ [`${name}/code`]: '001', [`${name}/gln`]: '0' })

const lineValues: Values = {
  'lineID/lineNumber': '1',
  'itemID/gtin': `0${jan}`,
  'itemID/orderItemCode': jan,
  'itemID/orderItemCode@codeType': '005',
  'amounts/itemNetPrice': '3580',
  'amounts/itemNetPrice@unitPrice': '298.30',
  'amounts/itemTax': '170',
  'quantities/unitMultiple': '6',
  'quantities/unitOfMeasure': '00',
  'quantities/orderQuantity/quantity': '12',
  'quantities/orderQuantity/numOfOrderUnits': '2',
}

const tradeValues: Values = {
  'tradeID/tradeNumber': '1000000001',
  ...party('parties/receiver'),
  ...party('parties/transferOfOwnershipLocation'),
  ...party('parties/payee'),
  ...party('parties/seller'),
  'tradeSummary/goodsMajorCategory/majorCategory': '0010',
  'tradeSummary/goodsMajorCategory/subMajorCategory': '0101',
  'tradeSummary/dates/orderDate': '2026-12-01',
  'tradeSummary/dates/deliveryDateToReceiver': '2026-12-02',
  'tradeSummary/taxInfo/taxTypeCode': '01',
  'tradeSummary/taxInfo/taxRate': '5.0',
  'totals/totalAmount/netPriceTotal': '3580',
  'totals/totalAmount/taxTotal': '170',
}

const shipped: Values = {
  'quantities/shipmentQuantity/quantity': '12.0',
  'quantities/shipmentQuantity/numOfOrderUnits': '2',
  'quantities/stockoutQuantity/quantity': '0',
  'quantities/stockoutQuantity/numOfOrderUnits': '0',
  'quantities/stockoutQuantity/reasonCode': '00',
}

function message(
  kind: MessageKindName,
  changes: { line?: Values; trade?: Values; message?: Values; lines?: BmsRecord[] } = {},
): BmsDocument {
  const schema = schemaOf(kind)
  const lineSchema = schema.trade.byLocalName.get('lineItem')!
  const line = newRecord(
    lineSchema,
    Object.entries({ ...lineValues, ...(kind === 'shipment' ? shipped : {}), ...changes.line }),
  )
  const addressed = {
    'entityIdentification/uniqueCreatorIdentification': 'MSG-1',
    'messageInfo/numberOfTradingDocuments': '1',
    ...changes.message,
  }
  return {
    head: {
      schema,
      root: newRecord(schema.root, []),
      message: newRecord(schema.message, Object.entries(addressed)),
      list: newRecord(schema.list, Object.entries({ ...party('payer'), ...party('buyer') })),
      namespaces: {},
    },
    trades: [
      newRecord(
        schema.trade,
        Object.entries({ ...tradeValues, ...changes.trade }).filter(([, value]) => value !== ''),
        changes.lines ?? [line],
      ),
    ],
  }
}

/** What is found in the trades, as rule and item name. */
function found(document: BmsDocument, amounts: AmountRules = {}, codes?: CodeBook): string[] {
  return checkBms(document, { amounts, ...defined({ codes }) })
    .items.filter(({ path }) => !path.startsWith('sh:'))
    .map(({ rule, label }) => `${rule} ${label ?? ''}`)
}

test('a right order has no findings', () => {
  expect(found(message('order'))).toEqual([])
})

describe('an item is named when', () => {
  test.each<[string, MessageKindName, Values, string]>([
    ['it has a comma', 'order', { 'amounts/itemNetPrice': '3,580' }, 'digits 原価金額'],
    [
      'it has full-width digits',
      'order',
      { 'itemID/gtin': '０２９' },
      'digits 商品コード（ＧTIN）',
    ],
    ['it is too long', 'order', { 'itemID/name': 'あ'.repeat(26) }, 'length 商品名'],
    [
      'it has too many decimals',
      'order',
      { 'amounts/itemNetPrice@unitPrice': '298.305' },
      'decimal 原単価',
    ],
    [
      'its day does not exist',
      'order',
      { 'itemDeliveryInstruction/scheduledDate': '2026-02-29' },
      'date 配達予定日',
    ],
    [
      'its check digit is wrong',
      'order',
      { 'itemID/gtin': wrongDigit(`0${jan}`) },
      'check-digit 商品コード（ＧTIN）',
    ],
    [
      'its code is unknown',
      'order',
      { 'quantities/packageIndicator': '77' },
      'code 発注荷姿コード',
    ],
    [
      'its pieces are not its units',
      'order',
      { 'quantities/orderQuantity/numOfOrderUnits': '3' },
      'units-product 発注数量（バラ）',
    ],
    [
      'its amount is not quantity × price',
      'order',
      { 'amounts/itemNetPrice': '3581' },
      'line-amount 原価金額',
    ],
    [
      'it is short without a reason',
      'shipment',
      {
        'quantities/shipmentQuantity/quantity': '6',
        'quantities/shipmentQuantity/numOfOrderUnits': '1',
        'quantities/stockoutQuantity/quantity': '6',
        'quantities/stockoutQuantity/numOfOrderUnits': '1',
      },
      'shortage-unexplained 欠品区分',
    ],
    [
      'it is full with a reason',
      'shipment',
      { 'quantities/stockoutQuantity/reasonCode': '21' },
      'shortage-unexplained 欠品区分',
    ],
    [
      'its shortage is not what is missing',
      'shipment',
      {
        'quantities/stockoutQuantity/quantity': '6',
        'quantities/stockoutQuantity/numOfOrderUnits': '1',
      },
      'shortage-wrong 欠品数量(バラ数)',
    ],
    [
      'more is shipped than ordered',
      'shipment',
      {
        'quantities/shipmentQuantity/quantity': '18',
        'quantities/shipmentQuantity/numOfOrderUnits': '3',
      },
      'over-shipped 出荷数量（バラ）',
    ],
  ])('%s', (_, kind, line, expected) => {
    expect(found(message(kind, { line }))).toContain(expected)
  })

  test('it is missing in a group that is there, and not in one that is not', () => {
    const trade = { 'parties/shipTo/code': '001', 'tradeSummary/dates/orderDate': '' }
    expect(found(message('order', { trade }))).toEqual([
      'required 直接納品先GLN',
      'required 発注日',
    ])
  })

  test('the slip has no line', () => {
    expect(found(message('order', { lines: [] }))).toContain('record-missing lineItem')
  })
})

test('a finding tells slip, path, value and remedy in both languages', () => {
  const list = checkBms(message('order', { line: { 'amounts/itemNetPrice': '3,580' } })).items
  const one = list.find(({ rule }) => rule === 'digits') as Finding
  expect(one).toMatchObject({
    severity: 'error',
    path: 'order[1]/lineItem[1]/amounts/itemNetPrice',
    trade: '1000000001',
    value: '3,580',
  })
  expect(findingText(one, 'ja').message).toBe('項目「原価金額」が半角数字だけではありません: 3,580')
  expect(findingText(one, 'en').remedy).toContain('commas')
})

test('counts and doubles are found over the whole message', () => {
  const once = message('order', { message: { 'messageInfo/numberOfTradingDocuments': '3' } })
  expect(found(once)).toEqual(['trades-count 取引数'])
  const twice = { ...once, trades: [once.trades[0]!, once.trades[0]!] }
  expect(found(twice)).toEqual(['trade-twice 取引番号', 'trades-count 取引数'])
})

describe('taxes are reckoned as the partner does', () => {
  const outside = {
    'tradeSummary/taxInfo/taxTypeCode': '05',
    'tradeSummary/taxInfo/taxRate': '8.0',
  }
  const taxed = (tax: string, ofLine = tax): BmsDocument =>
    message('order', {
      trade: { ...outside, 'totals/totalAmount/taxTotal': tax },
      line: { 'amounts/itemTax': ofLine },
    })

  test('in any way while it is not known', () => {
    expect(found(taxed('286'))).toEqual([])
    expect(found(taxed('287'))).toEqual([])
    expect(found(taxed('280', '286'))).toEqual(['tax-wrong 税額合計金額'])
  })

  test('cut off, if that is set', () => {
    const rules: AmountRules = { taxes: 'down', taxBase: 'slip' }
    expect(found(taxed('286'), rules)).toEqual([])
    expect(found(taxed('287'), rules)).toEqual(['tax-wrong 税額合計金額'])
  })

  test('rounded half up, as the net amount of 12 × 298.30 is', () => {
    expect(found(message('order'), { amounts: 'half-up', taxes: 'half-up' })).toEqual([])
    expect(found(message('order'), { amounts: 'down' })).toEqual(['line-amount 原価金額'])
  })
})

test('variable weight is not reckoned by pieces', () => {
  const trade = { 'tradeSummary/freshInstructions/variableMeasureItemCode': '01' }
  const line = { 'amounts/itemNetPrice': '4000' }
  expect(found(message('order', { trade, line }))).toEqual(['total-wrong 原価金額合計'])
})

test('a partner has codes of its own', () => {
  const document = message('order', { trade: { 'tradeSummary/instructions/tradeTypeCode': '50' } })
  expect(found(document)).toEqual(['code 処理種別'])
  const own = new CodeBook(parseCodes('処理種別\n 50 仕入 | Purchase\n'))
  expect(found(document, {}, own)).toEqual([])
  expect(own.labelOf('処理種別', '50')).toEqual({ ja: '仕入', en: 'Purchase' })
  expect(own.labelOf('処理種別', '02')?.ja).toBe('返品')
})
