import type {
  SlipColumn,
  SlipField,
  SlipLine,
  SlipPage,
  SlipPart,
} from '../../../domain/slips/index.ts'
import type { Language } from '../../../errors/index.ts'
import type { Session } from '../session.ts'
import { dayText, numberText } from './number-text.ts'
import { facts, table } from './table.ts'

/** A slip on the terminal: what it is, its facts, its lines, its totals. */
export function slipText(page: SlipPage, { t, language }: Session): string {
  const { title, number, fields, columns, lines, totals, parts } = page
  const name = number === undefined ? '' : `  ${t('label.slip-number')} ${number}`
  return [
    `■ ${title[language]}${name}\n`,
    facts(fields.map((field) => labelled(field, language))),
    lines.length === 0 ? '' : `\n${linesText(columns, lines, language)}`,
    totals.length === 0 ? '' : `\n${facts(totals.map((field) => labelled(field, language)))}`,
    ...parts.map((part) => partText(part, language, 0)),
  ].join('')
}

function linesText(
  columns: readonly SlipColumn[],
  lines: readonly SlipLine[],
  language: Language,
): string {
  const right = columns.flatMap(({ form }, at) => (form === 'number' ? [at] : []))
  const head = columns.map(({ label }) => label[language])
  const rows = lines.map(({ cells }) => cells.map((cell) => cellText(cell, language)))
  const more = lines.flatMap(({ cells, more: rest, parts }) => {
    const line = cells[0]?.value ?? ''
    const texts = rest.map((field) => labelled(field, language).join(' '))
    const inside = parts.map((part) => partText(part, language, 2))
    const own = texts.length === 0 ? [] : [`  ${line}: ${texts.join(' / ')}\n`]
    return [...own, ...inside]
  })
  return table(head, rows, { right }) + more.join('')
}

function partText(part: SlipPart, language: Language, depth: number): string {
  const indent = ' '.repeat(depth)
  const own = facts(part.fields.map((field) => labelled(field, language)))
  const inside = part.parts.map((one) => partText(one, language, depth + 2)).join('')
  const lines = own.replaceAll(/^(?=.)/gm, `${indent}  `)
  return `${indent}- ${part.name}\n${lines}${inside}`
}

function labelled(field: SlipField, language: Language): readonly [string, string] {
  return [field.label[language], cellText(field, language)]
}

/** A value in words: a code with what it means, a party's name with its code. */
function cellText(field: SlipField | undefined, language: Language): string {
  if (field === undefined) return ''
  const { value, form, meaning } = field
  if (meaning !== undefined) return `${meaning[language]} (${value})`
  if (form === 'number') return numberText(value)
  return form === 'date' ? dayText(value, language) : value
}
