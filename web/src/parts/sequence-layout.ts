import type { SequenceStep } from './sequence-model.ts'

/** Of the drawing, in its own units. */
export const width = 720

export interface PlacedStep {
  readonly step: SequenceStep
  readonly lines: readonly string[]
  readonly top: number
  readonly height: number
}

const first = 56
const lineHeight = 17
const messageHeight = 46
const actHeight = 46
/** What fits between the two lines, and into a box; an East Asian character counts two. */
const room = { message: 74, act: 54 }

/** Places the steps one below the other. */
export function layOut(steps: readonly SequenceStep[]): { steps: PlacedStep[]; height: number } {
  let top = first
  const placed = steps.map((step) => {
    const lines = step.lines.flatMap((line) => wrap(line, room[step.kind]))
    const base = step.kind === 'message' ? messageHeight : actHeight
    const height = base + lines.length * lineHeight
    const here = { step, lines, top, height }
    top += height
    return here
  })
  return { steps: placed, height: top + 12 }
}

/** Breaks a line where it gets too long, at a blank or comma if there is one near. */
function wrap(line: string, columns: number): string[] {
  const lines: string[] = []
  let rest = line
  while (columnsOf(rest) > columns) {
    const end = fitting(rest, columns)
    const soft = Math.max(rest.lastIndexOf(' ', end), rest.lastIndexOf(',', end) + 1)
    const at = soft > end * 0.6 ? soft : end
    lines.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return [...lines, rest]
}

function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += isWide(character) ? 2 : 1
  return columns
}

function fitting(text: string, columns: number): number {
  let used = 0
  let at = 0
  for (const character of text) {
    used += isWide(character) ? 2 : 1
    if (used > columns) break
    at += character.length
  }
  return Math.max(1, at)
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]/u.test(
    character,
  )
}
