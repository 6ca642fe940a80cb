import { defined } from '../../base/defined.ts'
import {
  englishName,
  localName,
  type BmsRecord,
  type CodeBook,
  type CodeLabel,
  type SchemaNode,
} from '../../wire/bms/index.ts'

/** A text in both languages. */
export type Words = CodeLabel

/** How a value is shown: numbers right-aligned, dates with their day of the week. */
export type FieldForm = 'text' | 'number' | 'date'

/** One labelled value of a slip, as people read it. */
export interface SlipField {
  /** Key of the item in its record. */
  readonly key: string
  readonly label: Words
  readonly value: string
  readonly form: FieldForm
  /** What a code value means; the name of a party beside its code. */
  readonly meaning?: Words
}

const amountNames = /(amount|price|total|tax|quantity|units|multiple|weight|packages|rate)/i

export function formOf(item: SchemaNode): FieldForm {
  const { value } = item
  if (value?.kind === 'date') return 'date'
  if (value?.kind === 'decimal') return 'number'
  const name = localName(item.name)
  return value?.kind === 'digits' && amountNames.test(name) && !/code|number$/i.test(name)
    ? 'number'
    : 'text'
}

/** The item's name: 項目名 of the standard, and its element's name in English. */
export function labelOf(item: SchemaNode): Words {
  return { ja: item.label ?? localName(item.name), en: englishName(item.name) }
}

/** The field of an item that has a value. */
export function fieldOf(
  record: BmsRecord,
  item: SchemaNode,
  codes: CodeBook,
): SlipField | undefined {
  const value = record.values.get(item.key)
  if (value === undefined) return undefined
  const meaning = codes.labelOf(item.label, value)
  return {
    key: item.key,
    label: labelOf(item),
    value,
    form: formOf(item),
    ...defined({ meaning }),
  }
}
