import type { ReactNode } from 'react'
import type { SlipPageView } from '../../../../src/entry/api/contract.ts'
import { useWords } from '../../words/i18n.ts'
import { FieldValue, useItemName } from './item-name.tsx'
import type { Field } from './slip-boxes.ts'

/** Lines that paper has at least. */
const paperLines = 6

/** Under which columns a total stands: the first of them that a slip has. */
const totalColumns: Readonly<Record<string, readonly string[]>> = {
  'totals/totalAmount/netPriceTotal': ['amounts/itemNetPrice'],
  'totals/totalAmount/sellingPriceTotal': ['amounts/itemSellingPrice'],
  'totals/totalQuantity/itemTotal': [
    'quantities/receivedQuantity/quantity',
    'quantities/shipmentQuantity/quantity',
    'quantities/orderQuantity/quantity',
    'quantities/quantity',
  ],
  'totals/totalQuantity/unitTotal': ['quantities/orderQuantity/numOfOrderUnits'],
}

/** Ruled lines as on paper, the totals under their columns. */
export function SlipLines({ page }: { page: SlipPageView }): ReactNode {
  const name = useItemName()
  const { columns, lines } = page
  if (columns.length === 0) return <Totals fields={page.totals} />
  const placed = new Map(
    page.totals.flatMap((total) => {
      const keys = totalColumns[total.key] ?? []
      const key = keys.find((one) => columns.some((column) => column.key === one))
      return key === undefined ? [] : [[key, total] as const]
    }),
  )
  const others = page.totals.filter((total) => ![...placed.values()].includes(total))
  const blank = Array.from({ length: Math.max(0, paperLines - lines.length) }, (_, at) => at)
  return (
    <>
      <table className="paper-lines">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.form === 'number' ? 'figure' : ''}>
                {name(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ cells }, at) => (
            <tr key={at}>
              {columns.map((column, of) => (
                <td key={column.key} className={cellClass(column)}>
                  <Cell field={cells[of] ?? undefined} />
                </td>
              ))}
            </tr>
          ))}
          {blank.map((at) => (
            <tr key={`blank ${at}`} aria-hidden="true">
              {columns.map((column) => (
                <td key={column.key} />
              ))}
            </tr>
          ))}
        </tbody>
        {placed.size > 0 && <TotalRow columns={columns} placed={placed} />}
      </table>
      <Totals fields={others} />
    </>
  )
}

function Cell({ field }: { field: Field | undefined }): ReactNode {
  return field === undefined ? null : <FieldValue field={field} code />
}

type Column = SlipPageView['columns'][number]

function TotalRow(props: {
  columns: readonly Column[]
  placed: ReadonlyMap<string, Field>
}): ReactNode {
  const { t } = useWords()
  const { columns, placed } = props
  const first = columns.findIndex(({ key }) => placed.has(key))
  return (
    <tfoot>
      <tr>
        {first > 0 && (
          <th scope="row" colSpan={first} className="figure">
            {t('slip.total')}
          </th>
        )}
        {columns.slice(first).map(({ key }) => {
          const total = placed.get(key)
          return (
            <td key={key} className="figure">
              {total !== undefined && (
                <b>
                  <FieldValue field={total} />
                </b>
              )}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}

/** Totals that stand under no column, such as the tax. */
function Totals({ fields }: { fields: readonly Field[] }): ReactNode {
  const name = useItemName()
  if (fields.length === 0) return null
  return (
    <dl className="paper-totals">
      {fields.map((field) => (
        <div key={field.key}>
          <dt>{name(field)}</dt>
          <dd>
            <FieldValue field={field} code />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const codeKeys = /^itemID\/(?:orderItemCode|gtin|supplierItemCode)$/u

function cellClass({ key, form }: Column): string {
  if (form === 'number') return 'figure'
  if (codeKeys.test(key)) return 'mono'
  return key === 'itemID/name' ? 'paper-name' : ''
}
