import { useMemo, useState } from 'react'
import type { OrderSheetView } from '../../../../src/entry/api/contract.ts'
import {
  foundAt,
  keyText,
  shortBy,
  toldOf,
  typedOf,
  type Draft,
  type Found,
  type LineKey,
  type SheetSlip,
  type Typed,
} from './told-lines.ts'
import { useDraft } from './use-draft.ts'
import { useTried } from './use-tried.ts'

export type Filter = 'open' | 'short' | 'blocked' | 'all'

/** The form of an answer: what is typed, what the station says of it, what is shown. */
export interface AnswerState {
  readonly sheet: OrderSheetView
  readonly draft: Draft
  readonly told: ReturnType<typeof toldOf>
  readonly tried: ReturnType<typeof useTried>
  readonly findings: readonly Found[]
  /** Slips that nobody has entered yet. */
  readonly openCount: number
  readonly counts: Readonly<Record<Filter, number>>
  readonly shown: readonly SheetSlip[]
  readonly filter: Filter
  readonly text: string
  show: (filter: Filter) => void
  find: (text: string) => void
  type: (key: LineKey, typed: Typed) => void
  /** Everything of these slips as it was ordered. */
  asOrdered: (places: readonly number[]) => void
  /** The slip is entered, whatever was typed. */
  finish: (place: number) => void
  clear: () => void
}

export function useAnswer(id: string, sheet: OrderSheetView, locked: boolean): AnswerState {
  const [draft, setDraft, clear] = useDraft(id)
  const [filter, setFilter] = useState<Filter>('all')
  const [text, find] = useState('')
  // What is shown stays in sight until the filter is pressed again.
  const [stood, setStood] = useState<ReadonlySet<number>>()
  const told = useMemo(() => toldOf(sheet.slips, draft), [sheet, draft])
  const tried = useTried(id, told, locked)
  const findings = (tried.tried?.findings ?? []).toSorted(byPlace)
  const sets = setsOf(sheet.slips, draft, findings)
  const inFilter = stood ?? sets[filter]
  const finish = (places: readonly number[]): readonly number[] => [
    ...new Set([...draft.done, ...places]),
  ]
  return {
    sheet,
    draft,
    told,
    tried,
    findings,
    openCount: sets.open.size,
    counts: {
      open: sets.open.size,
      short: sets.short.size,
      blocked: sets.blocked.size,
      all: sheet.slips.length,
    },
    shown: sheet.slips.filter((slip) => inFilter.has(slip.place) && matches(slip, text)),
    filter,
    text,
    show: (next) => {
      setFilter(next)
      setStood(sets[next])
    },
    find,
    type: (key, typed) => setDraft({ ...draft, lines: { ...draft.lines, [keyText(key)]: typed } }),
    asOrdered: (places) => {
      const kept = Object.entries(draft.lines).filter(
        ([key]) => !places.some((place) => key.startsWith(`${place}/`)),
      )
      setDraft({ lines: Object.fromEntries(kept), done: finish(places) })
    },
    finish: (place) => setDraft({ ...draft, done: finish([place]) }),
    clear,
  }
}

function byPlace(one: Found, other: Found): number {
  return (one.place ?? 0) - (other.place ?? 0) || (one.linePlace ?? 0) - (other.linePlace ?? 0)
}

function setsOf(
  slips: readonly SheetSlip[],
  draft: Draft,
  findings: readonly Found[],
): Readonly<Record<Filter, ReadonlySet<number>>> {
  const places = (is: (slip: SheetSlip) => boolean): ReadonlySet<number> =>
    new Set(slips.filter(is).map(({ place }) => place))
  return {
    open: places(({ place }) => !draft.done.includes(place)),
    short: places(({ place, lines }) =>
      lines.some((line, at) => shortBy(line, typedOf(draft, { place, line: at + 1 })) > 0),
    ),
    blocked: places(({ place }) => foundAt(findings, place).length > 0),
    all: places(() => true),
  }
}

function matches({ number, storeCode, storeName, lines }: SheetSlip, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const own = [number, storeCode, storeName, ...lines.flatMap(({ code, name }) => [code, name])]
  return own.some((one) => one.toLowerCase().includes(wanted))
}
