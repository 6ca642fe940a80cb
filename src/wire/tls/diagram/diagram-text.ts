import { padText, textWidth } from '../../../base/text-width.ts'
import type { Text } from '../explanation/explanation.ts'
import type { Diagram, DiagramStep } from './diagram.ts'

type Language = keyof Text

const leastColumns = 60
const margin = 2

/**
 * Draws the diagram for a terminal, in characters that take one column everywhere. Its notes
 * are the cause, which is said above it.
 *
 * @param columns the width it may take; at least 60 are used
 * @returns lines, each with its line break
 */
export function diagramText(diagram: Diagram, language: Language, columns = 78): string {
  // Of the space between the two lifelines.
  const inner = Math.max(columns, leastColumns) - 2 - 2 * margin
  const lines = [
    ...heads(diagram, language, inner),
    lifelines('', inner),
    ...diagram.steps.flatMap((step, at) => [
      ...stepLines(step, at + 1, { language, inner }),
      lifelines('', inner),
    ]),
  ]
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

function heads({ participants }: Diagram, language: Language, inner: number): string[] {
  const [client, server] = participants.map(({ name }) => name[language])
  const [left = '', right = ''] = [client, server]
  const width = inner + 2 + 2 * margin
  const room = width - textWidth(left)
  if (textWidth(right) + 2 <= room) return [left + padLeft(right, room)]
  return [left, padLeft(right, width)]
}

function lifelines(text: string, inner: number): string {
  return `${' '.repeat(margin)}|${padText(text, inner)}|`
}

interface Room {
  readonly language: Language
  readonly inner: number
}

const broken: Text = { ja: 'ここで失敗', en: 'it broke here' }

function stepLines(step: DiagramStep, number: number, { language, inner }: Room): string[] {
  const title = `(${number}) ${step.title[language]}`
  const details = step.details.flatMap((detail) => wrap(detail[language], inner - indent - 1))
  const end = step.state === 'broken' ? [`*** ${broken[language]} ***`] : []
  const [first = '', ...others] = wrap(title, inner - 8)
  return [
    lifelines(arrow(step, first, inner), inner),
    ...[...others, ...details].map((line) => lifelines(' '.repeat(indent) + line, inner)),
    ...end.map((line) => lifelines(' '.repeat(indent) + line, inner)),
  ]
}

const indent = 6

/** `---- title --->`, `<--- title ----`, or `* title` for what one side does alone. */
function arrow({ from, to }: DiagramStep, title: string, inner: number): string {
  const text = ` ${title} `
  const shaft = '-'.repeat(Math.max(1, inner - 4 - textWidth(text)))
  if (from !== to) return from === 'client' ? `---${text}${shaft}>` : `<---${text}${shaft}`
  return from === 'client' ? ` *${text}` : padLeft(`${text}* `, inner)
}

function padLeft(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - textWidth(text))) + text
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** Lines of at most so many columns; at a blank if there is one in the second half. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const { segment } of graphemes.segment(text)) {
    if (textWidth(line + segment) <= columns) {
      line += segment
      continue
    }
    const blank = line.lastIndexOf(' ')
    const cut = blank > line.length / 2 ? blank + 1 : line.length
    lines.push(line.slice(0, cut))
    line = line.slice(cut) + segment
  }
  return [...lines, line]
}
