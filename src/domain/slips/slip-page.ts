import { defined } from '../../base/defined.ts'
import {
  itemOf,
  messageKinds,
  recordsBelow,
  type BmsHead,
  type BmsRecord,
  type CodeBook,
  type MessageKindName,
  type SchemaNode,
} from '../../wire/bms/index.ts'
import { fieldsOf } from './record-fields.ts'
import {
  fieldOf,
  formOf,
  labelOf,
  type FieldForm,
  type SlipField,
  type Words,
} from './slip-field.ts'

/** A column of the table of lines. */
export interface SlipColumn {
  readonly key: string
  readonly label: Words
  readonly form: FieldForm
}

/** One line of a slip: its cells by column, and what has no column. */
export interface SlipLine {
  readonly cells: readonly (SlipField | undefined)[]
  readonly more: readonly SlipField[]
  /** Records in the line, such as packages. */
  readonly parts: readonly SlipPart[]
}

/** Records of one kind below a slip or a line that are no lines themselves. */
export interface SlipPart {
  readonly name: string
  readonly fields: readonly SlipField[]
  readonly parts: readonly SlipPart[]
}

/** A slip as paper shows it: boxes above, a table of lines, totals below. */
export interface SlipPage {
  readonly kind: MessageKindName
  readonly title: Words
  /** 取引番号, where the kind has one. */
  readonly number?: string
  readonly fields: readonly SlipField[]
  readonly columns: readonly SlipColumn[]
  readonly lines: readonly SlipLine[]
  readonly totals: readonly SlipField[]
  readonly parts: readonly SlipPart[]
}

/** Columns in the order in which Japanese slips have them; only those with values are shown. */
const columnKeys = [
  'lineID/lineNumber',
  'lineID/tradeNumberReference',
  'transferOfOwnershipLocation/code',
  'details/transferOfOwnershipDate',
  'reasonCode',
  'itemID/orderItemCode',
  'itemID/gtin',
  'itemID/name',
  'itemInfo/itemSpec/spec',
  'quantities/unitMultiple',
  'quantities/orderQuantity/numOfOrderUnits',
  'quantities/orderQuantity/quantity',
  'quantities/shipmentQuantity/quantity',
  'quantities/stockoutQuantity/quantity',
  'quantities/stockoutQuantity/reasonCode',
  'quantities/receivedQuantity/quantity',
  'quantities/receivedQuantity/reasonCode',
  'quantities/revisionQuantity/quantity',
  'quantities/quantity',
  'receivingQuantities/quantity',
  'amounts/itemNetPrice@unitPrice',
  'amounts/itemNetPrice',
  'amounts/itemSellingPrice@unitPrice',
  'amounts/itemSellingPrice',
  'details/payCode',
  'details/amounts/requestedAmount@plusMinus',
  'details/amounts/requestedAmount',
  'details/amounts/payableAmount@plusMinus',
  'details/amounts/payableAmount',
  'details/amounts/tax',
  'details/verificationResultCode',
] as const

/** The readable form of one slip, of whatever kind: the schema says what there is. */
export function slipPage(head: BmsHead, trade: BmsRecord, codes: CodeBook): SlipPage {
  const { kind } = head.schema
  const { ja, en } = messageKinds[kind]
  const number = trade.values.get('tradeID/tradeNumber')
  const lines = trade.children.filter(({ schema }) => schema.name === 'lineItem')
  const lineSchema = trade.schema.byLocalName.get('lineItem')
  const columns = lineSchema === undefined ? [] : columnsOf(lineSchema, lines)
  const all = [...fieldsOf(head.list, codes).filter(isOfTrade), ...fieldsOf(trade, codes)]
  return {
    kind,
    title: { ja, en },
    ...defined({ number }),
    fields: all.filter(({ key }) => !key.startsWith('totals/')),
    columns: columns.map((item) => ({ key: item.key, label: labelOf(item), form: formOf(item) })),
    lines: lines.map((line) => lineOf(line, columns, codes)),
    totals: all.filter(({ key }) => key.startsWith('totals/')),
    parts: partsOf(trade, codes).filter(({ name }) => name !== 'lineItem'),
  }
}

/** Versions and namespaces tell people nothing about the trade. */
function isOfTrade({ key }: SlipField): boolean {
  return !/^(contentVersion|documentStructureVersion|extensionInformation)\//.test(key)
}

function columnsOf(schema: SchemaNode, lines: readonly BmsRecord[]): SchemaNode[] {
  return columnKeys.flatMap((key) => {
    const item = itemOf(schema, key)
    if (item === undefined || !lines.some(({ values }) => values.has(key))) return []
    // One code of the goods is enough where they name the same.
    return key === 'itemID/gtin' && lines.every(isSameCode) ? [] : [item]
  })
}

function isSameCode({ values }: BmsRecord): boolean {
  const [code, gtin] = [values.get('itemID/orderItemCode'), values.get('itemID/gtin')]
  return gtin === undefined || code?.padStart(14, '0') === gtin.padStart(14, '0')
}

function lineOf(line: BmsRecord, columns: readonly SchemaNode[], codes: CodeBook): SlipLine {
  const shown = new Set(columns.map(({ key }) => key))
  return {
    cells: columns.map((item) => fieldOf(line, item, codes)),
    more: fieldsOf(line, codes).filter(({ key }) => !shown.has(key) && !isQuiet(line, key)),
    parts: partsOf(line, codes),
  }
}

/** What says nothing new beside the columns. */
function isQuiet(line: BmsRecord, key: string): boolean {
  if (key === 'itemID/gtin') return isSameCode(line)
  return key === 'itemID/orderItemCode@codeType'
}

function partsOf(record: BmsRecord, codes: CodeBook): SlipPart[] {
  return recordsBelow(record.schema).flatMap((schema) =>
    record.children
      .filter((one) => one.schema === schema)
      .map((one) => ({
        name: schema.name,
        fields: fieldsOf(one, codes),
        parts: partsOf(one, codes),
      })),
  )
}
