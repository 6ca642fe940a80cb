import {
  englishName,
  itemOf,
  itemsOf,
  localName,
  type BmsRecord,
  type CodeBook,
  type Extra,
} from '../../wire/bms/index.ts'
import { fieldOf, type SlipField } from './slip-field.ts'

/**
 * All values of a record in the order of the standard. A party with code and name is one
 * field; the half-width twin of a name is left out where the name itself is there.
 */
export function fieldsOf(record: BmsRecord, codes: CodeBook): SlipField[] {
  const done = new Set<string>()
  const fields: SlipField[] = []
  for (const item of itemsOf(record.schema)) {
    if (done.has(item.key) || isTwin(record, item.key)) continue
    const group = groupOf(item.key)
    const party = localName(item.name) === 'code' ? partyField(record, group) : undefined
    if (party !== undefined) {
      for (const name of ['code', 'name', 'name_sbcs']) done.add(`${group}/${name}`)
      if (isUnused(record.values.get(`${group}/gln`))) done.add(`${group}/gln`)
      fields.push(party)
      continue
    }
    const field = fieldOf(record, item, codes)
    if (field !== undefined) fields.push(field)
  }
  return [...fields, ...record.extras.flatMap((extra) => extraFields(extra, ''))]
}

/** 最終納品先コード with its 最終納品先名称: one field 最終納品先. */
function partyField(record: BmsRecord, group: string): SlipField | undefined {
  const code = record.values.get(`${group}/code`)
  const name =
    record.values.get(`${group}/name`) ??
    record.values.get(`${group}/name_sbcs`) ??
    record.values.get(`${group}/meaning`)
  if (code === undefined || name === undefined) return undefined
  const label = itemOf(record.schema, `${group}/code`)?.label ?? group
  return {
    key: `${group}/code`,
    label: { ja: label.replace(/コード$/, ''), en: englishName(group.split('/').at(-1) ?? group) },
    value: code,
    form: 'text',
    meaning: { ja: name, en: name },
  }
}

/** A GLN of zeros says that none is used. */
function isUnused(gln: string | undefined): boolean {
  return gln !== undefined && /^0+$/.test(gln)
}

function isTwin(record: BmsRecord, key: string): boolean {
  return key.endsWith('_sbcs') && record.values.has(key.slice(0, -'_sbcs'.length))
}

function groupOf(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf('/'), 0))
}

/** What the standard does not know, by the names of its elements. */
function extraFields(extra: Extra, before: string): SlipField[] {
  const path = [before === '' ? extra.under : before, extra.name].filter(Boolean).join('/')
  const label = { ja: path, en: path }
  const own: SlipField[] =
    extra.text === '' ? [] : [{ key: path, label, value: extra.text, form: 'text' }]
  return [...own, ...extra.children.flatMap((child) => extraFields(child, path))]
}
