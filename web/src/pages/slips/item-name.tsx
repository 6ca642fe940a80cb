import type { ReactNode } from 'react'
import { figureText, slipDay } from '../../parts/figures.ts'
import { useWords } from '../../words/i18n.ts'
import { words, type WordKey } from '../../words/words.ts'
import type { Field } from './slip-boxes.ts'

type Named = Pick<Field, 'key' | 'label'>

/** The name of an item: a short one where there is one, else the standard's. */
export function useItemName(): (item: Named) => string {
  const { t, language } = useWords()
  return ({ key, label }) => {
    const word = `item.${key}`
    return word in words ? t(word as WordKey) : label[language]
  }
}

/** A value by its form; `code`: a code stands before what it means. */
export function FieldValue({ field, code }: { field: Field; code?: boolean }): ReactNode {
  const { language } = useWords()
  const { value, form, meaning, key } = field
  if (form === 'date') return slipDay(value, language)
  if (form === 'number') return figureText(value, isPrice(key) ? 'kept' : 'as needed')
  if (meaning === undefined) return value
  return code === true ? `${value} ${meaning[language]}` : meaning[language]
}

function isPrice(key: string): boolean {
  return key.endsWith('NetPrice@unitPrice')
}
