import { finding, type Finding } from '../check/finding.ts'
import type { SchemaNode } from '../schema/notation.ts'
import type { RowRecords } from './assembler.ts'
import { columnPath, type RowPlan } from './row-plan.ts'
import { formedIn } from './value-form.ts'

/** The values of a row from its cells; cells without text are no values. */
export function cellValues(
  row: RowPlan,
  cells: readonly string[],
  line: number,
  tell: (finding: Finding) => void,
): RowRecords {
  const records = new Map<SchemaNode, Map<string, string>>()
  const put = (record: SchemaNode, key: string, value: string): void => {
    const values = records.get(record) ?? new Map<string, string>()
    records.set(record, values.set(key, value))
  }
  for (const [at, column] of row.columns.entries()) {
    const text = cells[at] ?? ''
    const { record, item, sign, spec } = column
    if (record === undefined || item === undefined || text === '') continue
    const formed = formedIn(text, spec)
    if ('fault' in formed) {
      const facts = { path: columnPath(column), label: column.heading, value: text.trim() }
      tell(finding(formed.fault, { ...facts, line, column: at + 1 }))
      continue
    }
    if (formed.text === '') continue
    const before = records.get(record)?.get(item.key)
    put(record, item.key, momentOf(item, before, formed.text))
    if (sign !== undefined && formed.sign !== undefined) put(record, sign.key, formed.sign)
  }
  return records
}

/** Day and time of one item often stand in two fields. */
function momentOf(item: SchemaNode, before: string | undefined, text: string): string {
  if (!item.name.endsWith('CreationDateAndTime')) return text
  if (/^\d{2}:/.test(text)) return before === undefined ? text : `${before.slice(0, 10)}T${text}`
  return text.length === 10 ? `${text}T00:00:00` : text
}
