import { HikyakuError } from '../../../errors/index.ts'
import { standardCodes } from './standard-codes.ts'

/** What a code value means. */
export interface CodeLabel {
  readonly ja: string
  readonly en: string
}

/** Code values by 項目名 and value. */
export type CodeTable = ReadonlyMap<string, ReadonlyMap<string, CodeLabel>>

/**
 * Reads tables of codes: a line with the 項目名, then one line a value, indented, with its
 * meaning in Japanese and, after a bar, in English.
 *
 * @throws HikyakuError bms-codes-invalid
 */
export function parseCodes(text: string): CodeTable {
  const tables = new Map<string, Map<string, CodeLabel>>()
  let values: Map<string, CodeLabel> | undefined
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    if (!/^\s/.test(line)) {
      const name = tableName(line)
      values = tables.get(name) ?? new Map<string, CodeLabel>()
      tables.set(name, values)
      continue
    }
    const match = /^\s+(\S+)\s+([^|]+?)(?:\s*\|\s*(.+))?$/.exec(line.trimEnd())
    if (match === null || values === undefined) {
      throw new HikyakuError('bms-codes-invalid', { line: at + 1, text: line.trim() })
    }
    const [, value = '', ja = '', en] = match
    values.set(value, { ja, en: en ?? ja })
  }
  return tables
}

/** A partner's codes before the standard's. */
export class CodeBook {
  readonly #own: CodeTable | undefined
  readonly #standard: CodeTable

  constructor(own?: CodeTable) {
    this.#own = own
    this.#standard = standard()
  }

  /** What a value of an item means; undefined where nobody says so. */
  labelOf(item: string | undefined, value: string): CodeLabel | undefined {
    if (item === undefined) return undefined
    const name = tableName(item)
    return this.#own?.get(name)?.get(value) ?? this.#standard.get(name)?.get(value)
  }

  /** Whether there is a table for an item, and the value is not in it. */
  isUnknown(item: string | undefined, value: string): boolean {
    return this.valuesOf(item).size > 0 && this.labelOf(item, value) === undefined
  }

  /** All values of an item with their meaning, the partner's first. */
  valuesOf(item: string | undefined): ReadonlyMap<string, CodeLabel> {
    if (item === undefined) return new Map()
    const name = tableName(item)
    return new Map([...(this.#own?.get(name) ?? []), ...(this.#standard.get(name) ?? [])])
  }
}

let standardTable: CodeTable | undefined

function standard(): CodeTable {
  standardTable ??= parseCodes(standardCodes)
  return standardTable
}

/** The 項目名 without what stands before it in some messages: `商品規格.生鮮：解凍区分`. */
function tableName(item: string): string {
  return item.trim().replace(/^商品規格.生鮮：/, '')
}
