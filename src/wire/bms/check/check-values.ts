import { defined } from '../../../base/defined.ts'
import type { CodeBook } from '../codes/code-book.ts'
import { itemOf, type BmsRecord } from '../record.ts'
import { localName, type SchemaNode, type ValueType } from '../schema/notation.ts'
import { hasCheckDigit } from './check-digit.ts'
import { finding, type Finding, type FindingRule } from './finding.ts'

/** Where a record stands, for what is found in it. */
export interface Place {
  readonly path: string
  readonly trade?: string
}

/** Required items, types, lengths, dates, check digits and codes of one record. */
export function checkValues(record: BmsRecord, place: Place, codes: CodeBook): Finding[] {
  const found = missingItems(record).map((item) => itemFinding('required', { record, item, place }))
  for (const [key, value] of record.values) {
    const item = itemOf(record.schema, key)
    if (item?.value === undefined) continue
    const where = { record, item, place }
    for (const { rule, facts } of faultsOf(item, item.value, value)) {
      found.push(itemFinding(rule, where, { value, ...facts }))
    }
    if (!checkDigitFits(record, item, value)) {
      found.push(itemFinding('check-digit', where, { value }))
    }
    if (codes.isUnknown(item.label, value)) found.push(itemFinding('code', where, { value }))
  }
  return found
}

/** A finding about an item of a record. */
export function itemFinding(
  rule: FindingRule,
  { record, item, place }: { record: BmsRecord; item: SchemaNode; place: Place },
  facts: Partial<Finding> = {},
): Finding {
  const line = record.lines?.get(item.key) ?? record.line
  return finding(rule, {
    path: place.path === '' ? item.key : `${place.path}/${item.key}`,
    label: item.label ?? localName(item.name),
    ...defined({ trade: place.trade, line }),
    ...facts,
  })
}

/** Items without a value although the group around them is there, or has to be. */
function missingItems(record: BmsRecord): SchemaNode[] {
  const groups = new Set<string>()
  for (const key of record.values.keys()) addGroups(groups, key)
  for (const { schema } of record.children) addGroups(groups, `${schema.under}/`)
  const missing: SchemaNode[] = []
  const visit = (group: SchemaNode): void => {
    for (const node of [...group.attributes, ...group.children]) {
      if (node.repeats) continue
      const there = record.values.has(node.key) || groups.has(node.key)
      if (node.value !== undefined && node.required && !record.values.has(node.key)) {
        missing.push(node)
      }
      if (there || (node.value === undefined && node.required)) visit(node)
    }
  }
  visit(record.schema)
  return missing
}

/** The groups that an item stands in, from the outside. */
function addGroups(groups: Set<string>, key: string): void {
  for (let end = key.search(/[/@]/); end >= 0; end = nextEnd(key, end)) {
    groups.add(key.slice(0, end))
  }
}

function nextEnd(key: string, after: number): number {
  const rest = key.slice(after + 1).search(/[/@]/)
  return rest < 0 ? -1 : after + 1 + rest
}

interface Broken {
  readonly rule: FindingRule
  readonly facts?: Partial<Finding>
}

function faultsOf(item: SchemaNode, type: ValueType, value: string): Broken[] {
  const name = localName(item.name)
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)) return [{ rule: 'characters-broken' }]
  switch (type.kind) {
    case 'text':
      if (name === '@plusMinus' && value !== '+' && value !== '-') return [{ rule: 'sign' }]
      if (/Time$/.test(name) && !isTime(value)) return [{ rule: 'time' }]
      return lengthFaults(value, type.length)
    case 'digits':
      if (!/^\d+$/.test(value)) return [{ rule: 'digits' }]
      return lengthFaults(value, type.length)
    case 'decimal':
      return decimalFaults(value, type.length, type.decimals)
    case 'date':
      return isDate(value, name === 'CreationDateAndTime') ? [] : [{ rule: 'date' }]
  }
}

/** Characters as people count them: a character beyond U+FFFF is one. */
function lengthFaults(value: string, most: number | undefined): Broken[] {
  if (most === undefined || value.length <= most) return []
  const length = Array.from(value).length
  return length <= most ? [] : [{ rule: 'length', facts: { expected: String(most) } }]
}

function decimalFaults(value: string, length: number, decimals: number): Broken[] {
  const expected = `${length},${decimals}`
  const match = /^-?\d+(?:\.(\d+))?$/.exec(value)
  if (match === null) return [{ rule: 'decimal', facts: { expected } }]
  const places = (match[1] ?? '').length
  if (places > decimals) return [{ rule: 'decimal', facts: { expected } }]
  return value.length <= length ? [] : [{ rule: 'length', facts: { expected } }]
}

/** A day that exists, or a moment of it. */
function isDate(value: string, withTime: boolean): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}:\d{2}.*)?$/.exec(value)
  if (match === null) return false
  const [, year, month, day, time] = match
  if (withTime !== (time !== undefined)) return false
  if (time !== undefined && !isTime(time.slice(1))) return false
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last
}

function isTime(value: string): boolean {
  const pattern = /^([01]\d|2[0-4]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/
  return pattern.test(value)
}

/** Lengths of the codes that a code type names. */
const codeTypes: Readonly<Record<string, number>> = {
  '004': 8,
  '005': 13,
  '006': 14,
  '007': 14,
  '015': 12,
  '016': 8,
}

/** Whether the check digit is right, where the item has one; zeros stand for “none”. */
function checkDigitFits(record: BmsRecord, item: SchemaNode, value: string): boolean {
  if (!/^\d{8,16}$/.test(value) || /^0+$/.test(value)) return true
  const length = lengthWithCheckDigit(record, item)
  // Padded with zeros to 14 digits, the check digit stays the last one.
  return length === undefined || value.length < length || hasCheckDigit(value)
}

/** The shortest code of an item that ends in a check digit. */
function lengthWithCheckDigit(record: BmsRecord, item: SchemaNode): number | undefined {
  switch (localName(item.name)) {
    case 'gtin':
      return 8
    case 'gln':
      return 13
    case 'itfCode':
      return 14
    case 'Identifier':
      return record.values.get(`${item.key}@Authority`) === 'GLN' ? 13 : undefined
    case 'orderItemCode':
      return codeTypes[record.values.get(`${item.key}@codeType`) ?? '']
    default:
      return undefined
  }
}
