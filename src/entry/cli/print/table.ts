import { plainText } from '../../../base/plain-text.ts'
import { padText, textWidth } from '../../../base/text-width.ts'

const gap = '  '

/** A table with aligned columns, one line for each row; `right` names columns of numbers. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  options: { readonly right?: readonly number[] } = {},
): string {
  const lines = [head, ...rows].map((row) => row.map(plainText))
  // Not Math.max(...): a list may have more rows than a call takes arguments.
  const widths = head.map((_, column) =>
    lines.reduce((widest, line) => Math.max(widest, textWidth(line[column] ?? '')), 0),
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) => align(cell, widths[column] ?? 0, options.right?.includes(column)))
        .join(gap)
        .trimEnd(),
    )
    .join('\n')
    .concat('\n')
}

/** Lines of a name and a value, the values below each other; rows without a value are left out. */
export function facts(rows: readonly (readonly [string, string | undefined])[]): string {
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined)
  const width = Math.max(0, ...known.map(([name]) => textWidth(name)))
  return known.map(([name, value]) => `${padText(name, width)}${gap}${plainText(value)}\n`).join('')
}

function align(cell: string, width: number, right: boolean | undefined): string {
  if (right !== true) return padText(cell, width)
  return ' '.repeat(Math.max(0, width - textWidth(cell))) + cell
}
