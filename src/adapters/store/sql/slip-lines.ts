import type { Kysely } from 'kysely'
import { defined } from '../../../base/defined.ts'
import type { StageLine } from '../../../domain/matching/index.ts'
import type { LineFacts } from '../../../domain/slips/index.ts'
import { parseColumn } from './json-column.ts'
import type { Schema } from './schema.ts'

/** A line in as few letters as it takes; there are millions of them. */
type Packed = readonly [
  line: string,
  code: string,
  name: string,
  quantity: number | null,
  unitPrice: number | null,
  amount: number | null,
  reason: string | null,
]

/** The lines of a slip as its column holds them. */
export function packLines(lines: readonly LineFacts[]): string {
  const number = (value: bigint | undefined): number | null =>
    value === undefined ? null : Number(value)
  return JSON.stringify(
    lines.map(({ line, code, name, quantity, unitPrice, amount, reason }): Packed => [
      line,
      code,
      name,
      number(quantity),
      number(unitPrice),
      number(amount),
      reason ?? null,
    ]),
  )
}

/** Lines of these slips, by their number in the index. */
export async function linesOf(
  db: Kysely<Schema>,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly StageLine[]>> {
  if (seqs.length === 0) return new Map()
  const rows = await db
    .selectFrom('slip_lines')
    .selectAll()
    .where('slip_seq', 'in', [...seqs])
    .execute()
  return new Map(rows.map(({ slip_seq, lines }) => [slip_seq, unpack(lines)]))
}

function unpack(text: string): readonly StageLine[] {
  // What this file wrote.
  return (parseColumn('slip_lines.lines', text) as readonly Packed[]).map(
    ([line, code, name, quantity, unitPrice, amount, reason]) => ({
      line,
      code,
      name,
      ...defined({
        quantity: quantity ?? undefined,
        unitPrice: unitPrice ?? undefined,
        amount: amount ?? undefined,
        reason: reason ?? undefined,
      }),
    }),
  )
}
