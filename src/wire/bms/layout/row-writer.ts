import { defined } from '../../../base/defined.ts'
import { finding, type Finding } from '../check/finding.ts'
import { textBytes } from '../text/byte-text.ts'
import { columnPath, type ColumnPlan, type LayoutPlan, type RowPlan } from './row-plan.ts'
import { csvRow } from './csv-text.ts'
import { formedOut } from './value-form.ts'

/** What a row is made of. */
export interface RowValues {
  valueOf(column: ColumnPlan): string | undefined
  signOf(column: ColumnPlan): string | undefined
  readonly trade?: string
}

const newlines = { crlf: '\r\n', lf: '\n', none: '' } as const

/** Writes rows of a layout as bytes, and tells what does not fit. */
export class RowWriter {
  readonly #plan: LayoutPlan
  readonly #tell: (finding: Finding) => void

  constructor(plan: LayoutPlan, tell: (finding: Finding) => void) {
    this.#plan = plan
    this.#tell = tell
  }

  /** The byte order mark and the row of headings, where the layout has them. */
  begin(): Buffer {
    const { layout, rows } = this.#plan
    const mark = layout.charset === 'utf-8-bom' ? Buffer.from('\uFEFF') : Buffer.alloc(0)
    const header = layout.header ?? 'none'
    const [first] = rows
    if (layout.form !== 'csv' || header === 'none' || first === undefined) return mark
    return Buffer.concat([mark, this.#csv(headings(first, header), undefined)])
  }

  row(row: RowPlan, values: RowValues): Buffer {
    return this.#plan.layout.form === 'csv'
      ? this.#csvRecord(row, values)
      : this.#fixedRecord(row, values)
  }

  #csvRecord(row: RowPlan, values: RowValues): Buffer {
    const cells = row.columns.map((column) => this.#text(column, values))
    const marked = row.mark === undefined ? cells : [row.mark, ...cells]
    return this.#csv(marked, values.trade)
  }

  #csv(cells: readonly string[], trade: string | undefined): Buffer {
    const { delimiter = ',', quote = 'needed', newline, charset } = this.#plan.layout
    const text = csvRow(cells, { delimiter, quote, newline: newlines[newline] })
    const encoded = textBytes(text, charset)
    if ('bytes' in encoded) return encoded.bytes
    const facts = { path: '', value: encoded.refused, expected: charset }
    this.#tell(finding('character-unmappable', { ...facts, ...tradeOf(trade) }))
    return Buffer.alloc(0)
  }

  #fixedRecord(row: RowPlan, values: RowValues): Buffer {
    const { length = 0, charset, newline } = this.#plan.layout
    const blank = textBytes(' ', charset)
    const record = Buffer.alloc(length, 'bytes' in blank ? blank.bytes[0] : 0x20)
    for (const column of row.columns) {
      const { spec } = column
      const field = this.#field(column, this.#text(column, values), values.trade)
      field.copy(record, (spec.start ?? 1) - 1)
    }
    const end = textBytes(newlines[newline], charset)
    return 'bytes' in end ? Buffer.concat([record, end.bytes]) : record
  }

  /** The bytes of a field, padded; numbers stand at the right. */
  #field(column: ColumnPlan, text: string, trade: string | undefined): Buffer {
    const { spec } = column
    const { charset } = this.#plan.layout
    const length = spec.length ?? 0
    const isNumber = spec.type === 'number' || spec.type === 'zoned'
    const right = (spec.align ?? (isNumber ? 'right' : 'left')) === 'right'
    const pad = textBytes(spec.pad ?? (isNumber ? '0' : ' '), charset)
    const encoded = textBytes(text, charset)
    const field = Buffer.alloc(length, 'bytes' in pad ? pad.bytes[0] : 0x20)
    if (!('bytes' in encoded)) {
      this.#report(column, 'character-unmappable', { value: encoded.refused, trade })
      return field
    }
    const { bytes } = encoded
    if (bytes.byteLength > length) {
      if (spec.cut === true) {
        wholeCharacters(text, length, charset).copy(field)
        return field
      }
      this.#report(column, 'value-too-wide', { value: text, trade })
      return field
    }
    bytes.copy(field, right ? length - bytes.byteLength : 0)
    return field
  }

  #text(column: ColumnPlan, values: RowValues): string {
    const value = values.valueOf(column)
    if (value === undefined) return ''
    const formed = formedOut(this.#replaced(value), column.spec, values.signOf(column))
    if ('text' in formed) return formed.text
    this.#report(column, formed.fault, { value, trade: values.trade })
    return ''
  }

  #replaced(value: string): string {
    const { replace } = this.#plan.layout
    if (replace === undefined) return value
    return Array.from(value, (character) => replace[character] ?? character).join('')
  }

  #report(
    column: ColumnPlan,
    rule: 'character-unmappable' | 'value-too-wide' | 'value-unreadable',
    { value, trade }: { value: string; trade: string | undefined },
  ): void {
    const { layout } = this.#plan
    const expected =
      rule === 'character-unmappable' ? layout.charset : String(column.spec.length ?? '')
    const facts = { path: columnPath(column), label: column.heading, value, expected }
    this.#tell(finding(rule, { ...facts, ...tradeOf(trade) }))
  }
}

/** The headings of a row: 項目名, or paths where those must be unique. */
export function headings({ columns, mark }: RowPlan, header: 'ja' | 'path'): string[] {
  const names = columns.map((column) => (header === 'ja' ? column.heading : columnPath(column)))
  return mark === undefined ? names : ['', ...names]
}

function wholeCharacters(
  text: string,
  length: number,
  charset: LayoutPlan['layout']['charset'],
): Buffer {
  let kept = Buffer.alloc(0)
  for (const character of text) {
    const encoded = textBytes(character, charset)
    if (!('bytes' in encoded) || kept.byteLength + encoded.bytes.byteLength > length) break
    kept = Buffer.concat([kept, encoded.bytes])
  }
  return kept
}

function tradeOf(trade: string | undefined): { trade?: string } {
  return defined({ trade })
}
