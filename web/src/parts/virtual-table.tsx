import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import {
  memo,
  useEffect,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import type { LoadedList } from '../api/queries.ts'
import { useWords } from '../words/i18n.ts'
import { ErrorNote } from './error-note.tsx'

export interface Column<T> {
  readonly key: string
  readonly title: string
  /** As in `grid-template-columns`. */
  readonly width: string
  readonly cell: (row: T) => ReactNode
}

interface TableProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly list: LoadedList<T>
  readonly rowKey: (row: T) => string
  readonly rowHeight?: number
  readonly empty: ReactNode
}

const defaultRowHeight = 40
const nearEnd = 40

/**
 * A list of any length: only the rows on the screen are in the page, and more are read
 * while somebody scrolls. A row holds one `row-link`, which opens it; arrow keys go from
 * row to row.
 */
export function VirtualTable<T>(props: TableProps<T>): ReactNode {
  const { columns, list, rowHeight = defaultRowHeight } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: list.items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  const { more, loadMore } = list
  const wanted = more && last >= list.items.length - nearEnd
  useEffect(() => {
    if (wanted) loadMore()
  }, [wanted, loadMore])
  const style = { '--columns': columns.map(({ width }) => width).join(' ') } as CSSProperties
  return (
    <div className="table-frame">
      <div
        ref={scroller}
        className="table"
        role="table"
        aria-label={props.label}
        aria-rowcount={more ? -1 : list.items.length + 1}
        style={style}
        onKeyDown={(event) => moveByArrow(event, virtual)}
      >
        <Header columns={columns} />
        {list.failure !== null && <ErrorNote failure={list.failure} again={list.again} />}
        {list.failure === null && !list.loading && list.items.length === 0 && (
          <div className="table-empty">{props.empty}</div>
        )}
        <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const row = list.items[index]
            return (
              row !== undefined && (
                <Row
                  key={props.rowKey(row)}
                  row={row}
                  columns={columns}
                  index={index}
                  start={start}
                  height={rowHeight}
                />
              )
            )
          })}
        </div>
      </div>
      <Footer list={list} />
    </div>
  )
}

function Header<T>({ columns }: { columns: readonly Column<T>[] }): ReactNode {
  return (
    <div role="rowgroup" className="table-head">
      <div role="row" className="table-row" aria-rowindex={1}>
        {columns.map(({ key, title }) => (
          <div key={key} role="columnheader" className={`table-cell cell-${key}`}>
            {title}
          </div>
        ))}
      </div>
    </div>
  )
}

interface RowProps<T> {
  readonly row: T
  readonly columns: readonly Column<T>[]
  readonly index: number
  readonly start: number
  readonly height: number
}

/** Drawn anew only when it changes: while somebody scrolls, most rows stay what they were. */
const Row = memo(function Row<T>(props: RowProps<T>): ReactNode {
  const { index, start, height } = props
  return (
    <div
      role="row"
      className="table-row table-line"
      aria-rowindex={index + 2}
      data-index={index}
      style={{ height, transform: `translateY(${start}px)` }}
    >
      {props.columns.map(({ key, cell }) => (
        <div key={key} role="cell" className={`table-cell cell-${key}`}>
          {cell(props.row)}
        </div>
      ))}
    </div>
  )
}) as <T>(props: RowProps<T>) => ReactNode

function Footer<T>({ list }: { list: LoadedList<T> }): ReactNode {
  const { t } = useWords()
  const count = list.items.length.toLocaleString()
  return (
    <p className="table-foot" role="status">
      {list.loading
        ? t('list.loading-more')
        : t(list.more ? 'list.shown-more' : 'list.shown', { count })}
    </p>
  )
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
}

function moveByArrow(
  event: KeyboardEvent<HTMLDivElement>,
  virtual: Virtualizer<HTMLDivElement, Element>,
): void {
  const step = steps[event.key]
  const line = (event.target as Element).closest<HTMLElement>('[data-index]')
  if (step === undefined || line === null) return
  event.preventDefault()
  const table = event.currentTarget
  const next = Math.max(
    0,
    Math.min(Number(line.dataset['index']) + step, virtual.options.count - 1),
  )
  virtual.scrollToIndex(next)
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      table
        .querySelector<HTMLElement>(`[data-index="${next}"] .row-link`)
        ?.focus({ preventScroll: true }),
    ),
  )
}
