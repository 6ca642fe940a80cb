import type { BodyOf, OrderSheetView, TriedAnswerView } from '../../../../src/entry/api/contract.ts'

export type SheetSlip = OrderSheetView['slips'][number]
export type SheetLine = SheetSlip['lines'][number]
export type Found = TriedAnswerView['findings'][number]

/** What was typed into a line; what is not there is as it was ordered. */
export interface Typed {
  readonly quantity?: string
  readonly reason?: string
}

/** What was typed of an order, and which slips are done with. */
export interface Draft {
  readonly lines: Readonly<Record<string, Typed>>
  /** Places of slips. */
  readonly done: readonly number[]
}

export const emptyDraft: Draft = { lines: {}, done: [] }

/** A line of the order: place of the slip and of the line in it, both from 1. */
export interface LineKey {
  readonly place: number
  readonly line: number
}

export function keyText({ place, line }: LineKey): string {
  return `${place}/${line}`
}

export function typedOf(draft: Draft, key: LineKey): Typed {
  return draft.lines[keyText(key)] ?? {}
}

/** Full-width digits are digits; what is ordered in whole pieces is shown so. */
export function plainQuantity(text: string): string {
  return text.normalize('NFKC').trim().replace(/\.0+$/u, '')
}

export function shippedText(line: SheetLine, typed: Typed): string {
  return typed.quantity ?? plainQuantity(line.ordered)
}

/** Pieces that are missing; 0 if what was typed is no number. */
export function shortBy(line: SheetLine, typed: Typed): number {
  const shipped = Number(plainQuantity(shippedText(line, typed)) || 'none')
  const short = Number(line.ordered) - shipped
  return Number.isFinite(short) ? Math.round(short * 10) / 10 : 0
}

/** What goes to the station: only the lines that differ from the order. */
export function toldOf(slips: readonly SheetSlip[], draft: Draft): BodyOf<'documents.try-answer'> {
  const lines = slips.flatMap(({ place, number, lines: all }) =>
    all.flatMap((line, at) => {
      const typed = typedOf(draft, { place, line: at + 1 })
      const quantity = plainQuantity(shippedText(line, typed))
      if (quantity === plainQuantity(line.ordered)) return []
      const reason = shortBy(line, typed) > 0 ? typed.reason : undefined
      const told = { trade: number, line: line.line, quantity }
      return [reason === undefined ? told : { ...told, reason }]
    }),
  )
  return { lines }
}

/** The findings of a slip, or of one of its lines. */
export function foundAt(all: readonly Found[], place: number, line?: number): readonly Found[] {
  return all.filter((one) => one.place === place && (line === undefined || one.linePlace === line))
}

const blockedRules = ['shortage-unexplained', 'over-shipped', 'units-broken', 'decimal'] as const
export type BlockedRule = (typeof blockedRules)[number]

/** The rules that a clerk breaks while typing; the others speak for themselves. */
export function blockedRule(rule: string): BlockedRule | 'other' {
  return blockedRules.find((one) => one === rule) ?? 'other'
}
