import { finding, type Finding } from '../check/finding.ts'
import { schemaOf, kindOf } from '../schema/message-schema.ts'
import { messageKindNames, type MessageKindName } from '../schema/message-kinds.ts'
import type { CsvRow } from './csv-text.ts'
import type { Layout } from './layout.ts'
import { planLayout, type LayoutPlan, type RowPlan } from './row-plan.ts'
import { headings } from './row-writer.ts'

type Tell = (finding: Finding) => void

/** A layout whose kind is known, and for each of its columns the cell of the file. */
export interface CsvPlan {
  readonly plan: LayoutPlan
  /** Places of the columns where a row of headings tells them. */
  readonly places?: readonly number[]
  /** Whether the first row holds headings. */
  readonly hasHeader: boolean
}

const typeItem = 'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:Type'

/**
 * Decides from the first rows of a CSV file which kind of message it holds, and where its
 * columns stand: by what is asked, by the type a row tells, or by the number of columns.
 *
 * @returns undefined if it cannot be decided, which is told
 */
export function planCsv(
  layout: Layout,
  first: readonly CsvRow[],
  asked: MessageKindName | undefined,
  tell: Tell,
): CsvPlan | undefined {
  const [top, second] = first
  if (top === undefined) {
    tell(finding('trades-missing', { path: '' }))
    return undefined
  }
  const kinds = kindsOf(layout, asked)
  const plans = kinds.map((kind) => planLayout(layout, schemaOf(kind)))
  const headed = plans.filter(({ rows }) => rows.some((row) => isHeader(row, top.cells)))
  const hasHeader = headed.length > 0 || (layout.header ?? 'none') !== 'none'
  const data = hasHeader ? second : top
  const chosen = chosenPlan(headed.length > 0 ? headed : plans, data)
  if (chosen === undefined) {
    const facts = { path: '', value: String(top.cells.length), line: top.line }
    tell(finding('kind-ambiguous', facts))
    return undefined
  }
  if (!hasHeader) return { plan: chosen, hasHeader }
  const places = placesOf(chosen, top, tell)
  return places === undefined ? undefined : { plan: chosen, hasHeader, places }
}

function kindsOf(layout: Layout, asked: MessageKindName | undefined): readonly MessageKindName[] {
  if (layout.message !== undefined) return [layout.message]
  return asked === undefined ? messageKindNames : [asked]
}

/** The only plan, else the one that the type in a row names, else the one of that many columns. */
function chosenPlan(
  plans: readonly LayoutPlan[],
  data: CsvRow | undefined,
): LayoutPlan | undefined {
  if (plans.length <= 1) return plans[0]
  const told = plans.find((plan) => typeTold(plan, data) === plan.schema.kind)
  if (told !== undefined) return told
  const fitting = plans.filter(({ rows }) => {
    const count = rows[0] === undefined ? 0 : cellCount(rows[0])
    return count === data?.cells.length
  })
  return fitting.length === 1 ? fitting[0] : undefined
}

function typeTold(
  { rows, schema }: LayoutPlan,
  data: CsvRow | undefined,
): MessageKindName | undefined {
  const [first] = rows
  const at = first?.columns.findIndex(({ item }) => item?.key === typeItem) ?? -1
  if (at < 0 || data === undefined) return undefined
  const offset = first?.mark === undefined ? 0 : 1
  const type = data.cells[at + offset]
  return type === undefined ? undefined : kindOf(schema.list.name, type)
}

/** Cells of a row, its mark included. */
export function cellCount({ columns, mark }: RowPlan): number {
  return columns.length + (mark === undefined ? 0 : 1)
}

/** Whether a row holds headings, whatever the layout says: joined files leave them out or in. */
function isHeader(row: RowPlan, cells: readonly string[]): boolean {
  return (['ja', 'path'] as const).some((form) => {
    const names = headings(row, form)
    return names.length > 1 && names.every((name, at) => name === cells[at])
  })
}

/** Where each column stands, by its heading; the same heading twice counts in its order. */
function placesOf({ layout, rows }: LayoutPlan, top: CsvRow, tell: Tell): number[] | undefined {
  const [row] = rows
  if (row === undefined) return undefined
  if (isHeader(row, top.cells)) return row.columns.map((_, at) => at)
  const names = headings(row, layout.header === 'path' ? 'path' : 'ja')
  const used = new Set<number>()
  const places = names.map((name) => {
    const at = top.cells.findIndex((cell, place) => cell === name && !used.has(place))
    if (at >= 0) used.add(at)
    else tell(finding('column-missing', { path: '', label: name, line: top.line }))
    return at
  })
  for (const [at, cell] of top.cells.entries()) {
    if (used.has(at)) continue
    tell(finding('column-unknown', { path: '', value: cell, line: top.line, column: at + 1 }))
  }
  return places.includes(-1) ? undefined : places
}
