import { defined } from '../../../base/defined.ts'
import { HikyakuError } from '../../../errors/index.ts'

/** What the text of an item may be. Lengths count characters, the decimal point included. */
export type ValueType =
  | { readonly kind: 'text'; readonly length?: number }
  | { readonly kind: 'digits'; readonly length?: number }
  | { readonly kind: 'decimal'; readonly length: number; readonly decimals: number }
  | { readonly kind: 'date' }

/** One element or attribute of a message: where it stands, and what it may hold. */
export interface SchemaNode {
  /** As the standard writes it, with its prefix; attributes begin with `@`. */
  readonly name: string
  /** Its place in the record it belongs to: `dates/orderDate`, `itemNetPrice@unitPrice`. */
  readonly key: string
  /** The group it stands in, as a key of the record around it. */
  readonly under: string
  readonly required: boolean
  /** Elements that repeat are records; the items in between belong to the record around them. */
  readonly repeats: boolean
  /** Absent: a group. */
  readonly value?: ValueType
  /** 項目名 of the standard; groups have none. */
  readonly label?: string
  readonly attributes: readonly SchemaNode[]
  readonly children: readonly SchemaNode[]
  readonly byLocalName: ReadonlyMap<string, SchemaNode>
}

interface Line {
  readonly depth: number
  readonly name: string
  readonly flag: string
  readonly type: string | undefined
  readonly label: string | undefined
}

/**
 * Reads the notation in which the items of a message are kept: one line an element or
 * attribute, indented by one blank a level.
 *
 * ```
 * lineItem+                      + one or more, * any number, ! required, ? optional
 *  itemID!
 *   gtin! 9(14) 商品コード（ＧTIN）   9 digits, X text, N(length,decimals), date
 *    @codeType? 9(3) 商品コード区分   @ an attribute of the item above
 * ```
 *
 * @throws HikyakuError bms-schema-invalid
 */
export function parseNotation(text: string): SchemaNode {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseLine)
  const [first] = lines
  if (first?.depth !== 0) throw invalid(lines[0]?.name ?? '')
  return nodeOf(lines, 0, '')
}

function parseLine(text: string): Line {
  const match = /^( *)(@?[\w:]+)([?!*+])(?: (\S+) (.+))?$/.exec(text.trimEnd())
  if (match === null) throw invalid(text)
  const [, blanks = '', name = '', flag = '', type, label] = match
  return { depth: blanks.length, name, flag, type, label }
}

function nodeOf(lines: readonly Line[], at: number, prefix: string): SchemaNode {
  const line = lines[at] as Line
  const repeats = line.flag === '*' || line.flag === '+'
  const key = keyOf(line.name, prefix)
  const inside = repeats ? '' : key
  const below = childrenOf(lines, at).map((child) => nodeOf(lines, child, inside))
  const attributes = below.filter(({ name }) => name.startsWith('@'))
  const children = below.filter(({ name }) => !name.startsWith('@'))
  return {
    name: line.name,
    key: repeats ? '' : key,
    under: prefix,
    required: line.flag === '!' || line.flag === '+',
    repeats,
    ...(line.type === undefined ? {} : { value: typeOf(line.type) }),
    ...defined({ label: line.label }),
    attributes,
    children,
    byLocalName: new Map(below.map((node) => [localName(node.name), node])),
  }
}

function childrenOf(lines: readonly Line[], at: number): number[] {
  const depth = (lines[at] as Line).depth
  const found: number[] = []
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next] as Line
    if (line.depth <= depth) break
    if (line.depth === depth + 1) found.push(next)
  }
  return found
}

function keyOf(name: string, prefix: string): string {
  if (name.startsWith('@')) return `${prefix}${name}`
  return prefix === '' ? name : `${prefix}/${name}`
}

function typeOf(text: string): ValueType {
  if (text === 'date') return { kind: 'date' }
  const match = /^([X9N])(?:\((\d+)(?:,(\d+))?\))?$/.exec(text)
  if (match === null) throw invalid(text)
  const [, letter, length, decimals] = match
  if (letter === 'N') {
    return { kind: 'decimal', length: Number(length), decimals: Number(decimals ?? 0) }
  }
  const kind = letter === '9' ? 'digits' : 'text'
  return length === undefined ? { kind } : { kind, length: Number(length) }
}

/** The name without its prefix: other versions of the standard may write other prefixes. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function invalid(line: string): HikyakuError {
  return new HikyakuError('bms-schema-invalid', { line })
}
