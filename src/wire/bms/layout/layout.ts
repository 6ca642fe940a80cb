import { z } from 'zod'

import { formOfValue, HikyakuError, issuesOf } from '../../../errors/index.ts'
import { messageKindNames, type MessageKindName } from '../schema/message-kinds.ts'

const item = z.string().min(1).describe('key of an item, such as dates/orderDate')

const column = z
  .strictObject({
    item: item.optional(),
    constant: z.string().optional().describe('the same text in every row'),
    count: z
      .enum(['records', 'trades', 'lines', 'line', 'serial'])
      .optional()
      .describe(
        'rows in all, slips, lines; the number of the line in its slip, or of the row after the first',
      ),
    sign: item.optional().describe('item that holds + or - of a zoned number'),
    name: z.string().optional().describe('heading of the column'),
    start: z.int().min(1).optional().describe('first byte of the field, from 1'),
    length: z.int().min(1).optional().describe('bytes of the field'),
    type: z.enum(['text', 'number', 'zoned', 'date', 'time']).optional(),
    decimals: z.int().min(0).max(6).optional().describe('digits behind the implied point'),
    date: z.enum(['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYYMMDD', 'YYMMDD']).optional(),
    align: z.enum(['left', 'right']).optional(),
    pad: z.string().length(1).optional(),
    cut: z.boolean().optional().describe('cut what is too wide, instead of a finding'),
    digits: z.int().min(1).optional().describe('only the last digits count'),
    codes: z
      .record(z.string(), z.string())
      .optional()
      .describe('other values for values; * for all others'),
  })
  .describe('one column or field')

const record = z.strictObject({
  of: z
    .string()
    .min(1)
    .describe('message, trade, end, or the element of a record such as lineItem'),
  mark: z.string().min(1).optional().describe('first cell or byte, which tells the kind of row'),
  columns: z.union([z.literal('all'), z.array(column)]),
})

const given = z.strictObject({
  of: z.string().min(1),
  item,
  value: z.string().optional(),
  from: item.optional().describe('item of the same record or of one around it'),
  pad: z.int().optional().describe('zeros to this length'),
})

const layoutSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, formOfValue('layout-name')),
    ja: z.string(),
    en: z.string(),
    message: z.enum(messageKindNames).optional().describe('kind of message; all kinds without it'),
    form: z.enum(['csv', 'fixed']),
    charset: z.enum(['utf-8', 'utf-8-bom', 'cp932', 'jis8', 'ebcdic-kana']),
    newline: z.enum(['crlf', 'lf', 'none']),
    delimiter: z.enum([',', '\t', ';']).optional(),
    quote: z.enum(['needed', 'always']).optional(),
    header: z.enum(['none', 'ja', 'path']).optional(),
    length: z.int().min(1).optional().describe('bytes of a record with fixed fields'),
    rows: z
      .union([z.literal('flat'), z.literal('records'), z.array(record).min(1)])
      .describe('flat: one row a line, everything above repeated; records: a row for each record'),
    except: z.array(z.string()).optional().describe('items that flat and records leave out'),
    defaults: z.array(given).optional().describe('values of items that have no column'),
    replace: z.record(z.string(), z.string()).optional().describe('characters for characters'),
  })
  .describe('how a message of Ryutsu BMS stands in a CSV file or in fixed records')

/** How a message stands in a CSV file or in fixed records. */
export type Layout = z.infer<typeof layoutSchema>
export type LayoutColumn = z.infer<typeof column>
export type LayoutDefault = z.infer<typeof given>

/** Reads the text of a layout. @throws HikyakuError bms-layout-invalid */
export function parseLayout(text: string): Layout {
  const json = jsonOf(text)
  const parsed = layoutSchema.safeParse(json)
  if (parsed.success) return checked(parsed.data)
  const [issue] = issuesOf(layoutSchema, json, parsed.error.issues)
  const place = (issue?.path ?? []).map(String).join('.')
  const params = {
    detail: `${place}: ${issue?.en ?? ''}`,
    detailJa: `${place}: ${issue?.ja ?? ''}`,
  }
  throw new HikyakuError('bms-layout-invalid', params)
}

/** The JSON Schema of layouts, for editors. */
export function layoutJsonSchema(): unknown {
  return z.toJSONSchema(layoutSchema)
}

/** Whether a layout is for a kind of message. */
export function isFor(layout: Layout, kind: MessageKindName): boolean {
  return layout.message === undefined || layout.message === kind
}

function checked(layout: Layout): Layout {
  if (layout.form === 'csv') return layout
  const { length, rows } = layout
  if (length === undefined || !Array.isArray(rows)) throw invalid('length, rows')
  for (const { of, columns } of rows) {
    if (columns === 'all') throw invalid(`rows.${of}.columns`)
    for (const one of columns) {
      if (one.start === undefined || one.length === undefined) throw invalid(`rows.${of}: start`)
      if (one.start + one.length - 1 > length) throw invalid(`rows.${of}: ${one.start} > ${length}`)
    }
  }
  return layout
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('JSON')
  }
}

function invalid(detail: string): HikyakuError {
  return new HikyakuError('bms-layout-invalid', { detail })
}
