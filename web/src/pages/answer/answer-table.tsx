import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../../words/i18n.ts'
import { LineRow, SlipRow } from './answer-rows.tsx'
import { focusLine, goEvent } from './focus-line.ts'
import type { LineKey, SheetSlip } from './told-lines.ts'
import type { AnswerState } from './use-answer.ts'

type Row = { readonly slip: SheetSlip; readonly line?: number }

const rowHeight = 36
/** How often a line is looked for that is on its way into the page. */
const mostLooks = 20

/** One long table of all slips and their lines; only what is in sight is in the page. */
export function AnswerTable(props: { answer: AnswerState; locked: boolean }): ReactNode {
  const { t } = useWords()
  const { answer, locked } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rows: readonly Row[] = answer.shown.flatMap((slip): Row[] => [
    { slip },
    ...slip.lines.map((_, at) => ({ slip, line: at + 1 })),
  ])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  useGoing(scroller, ({ place, line }) => {
    const at = rows.findIndex((row) => row.slip.place === place && row.line === line)
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
    return at >= 0
  })
  const go = (key: LineKey): void => {
    const at = rows.findIndex(({ slip, line }) => slip.place === key.place && line === key.line)
    const next = rows.slice(at + 1).find(({ line }) => line !== undefined)
    if (next?.line !== undefined) focusLine({ place: next.slip.place, line: next.line })
  }
  const step = (key: LineKey, by: number): void => {
    const lines = rows.filter(({ line }) => line !== undefined)
    const at = lines.findIndex(({ slip, line }) => slip.place === key.place && line === key.line)
    const next = lines[at + by]
    if (next?.line !== undefined) focusLine({ place: next.slip.place, line: next.line })
  }
  return (
    <div
      ref={scroller}
      className="answer-table"
      // A locked answer holds nothing else that takes the focus, and is scrolled by keys all the same.
      tabIndex={0}
      role="table"
      aria-label={t('slip.answer')}
      aria-rowcount={rows.length + 1}
    >
      <Head />
      {rows.length === 0 && <p className="empty">{t('ship.none')}</p>}
      <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          const style = { height: rowHeight, transform: `translateY(${start}px)` }
          const { slip, line } = row
          return line === undefined ? (
            <SlipRow key={slip.place} style={style} slip={slip} answer={answer} locked={locked} />
          ) : (
            <LineRow
              key={`${slip.place}/${line}`}
              style={style}
              slip={slip}
              place={line}
              answer={answer}
              locked={locked}
              next={() => go({ place: slip.place, line })}
              step={(by) => step({ place: slip.place, line }, by)}
            />
          )
        })}
      </div>
    </div>
  )
}

/** Brings a line into the page when somebody goes there, and puts the cursor into it. */
function useGoing(
  scroller: { readonly current: HTMLElement | null },
  bring: (key: LineKey) => boolean,
): void {
  const newest = useRef(bring)
  useEffect(() => {
    newest.current = bring
  })
  useEffect(() => {
    const go = (event: Event): void => {
      const { place, line, field } = (event as CustomEvent<LineKey & { field: string }>).detail
      if (!newest.current({ place, line })) return
      const look = (left: number): void => {
        const found = scroller.current?.querySelector<HTMLElement>(
          `[data-line="${place}/${line}"] [data-field="${field}"]`,
        )
        if (found === null || found === undefined) {
          if (left > 0) requestAnimationFrame(() => look(left - 1))
          return
        }
        found.focus({ preventScroll: true })
        if (found instanceof HTMLInputElement) found.select()
      }
      look(mostLooks)
    }
    addEventListener(goEvent, go)
    return () => removeEventListener(goEvent, go)
  }, [scroller])
}

const heads = [
  'line',
  'goods',
  'name',
  'multiple',
  'ordered',
  'shipped',
  'short',
  'reason',
  'amount',
  'state',
] as const
const figures: ReadonlySet<string> = new Set(['multiple', 'ordered', 'shipped', 'short', 'amount'])

function Head(): ReactNode {
  const { t } = useWords()
  return (
    <div role="rowgroup" className="table-head">
      <div role="row" className="answer-row">
        {heads.map((head) => (
          <div key={head} role="columnheader" className={figures.has(head) ? 'figure' : ''}>
            {t(`ship.head.${head}`)}
          </div>
        ))}
      </div>
    </div>
  )
}
