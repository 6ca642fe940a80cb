import { TextInput } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { figureText } from '../../parts/figures.ts'
import { Mark } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import type { ListedSlip, StoreSlips } from './listed-slips.ts'

interface ListProps {
  readonly stores: readonly StoreSlips[]
  readonly place: number
  readonly typed: string
  readonly type: (text: string) => void
  readonly go: (place: number) => void
  readonly step: (by: number) => void
  readonly count: number
}

type Row =
  | { readonly kind: 'store'; readonly store: StoreSlips }
  | { readonly kind: 'slip'; readonly slip: ListedSlip }

const rowHeight = 29

/** The slips of a document by store, each with its sum and whether it was answered. */
export function SlipList(props: ListProps): ReactNode {
  const { t } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const rows: readonly Row[] = props.stores.flatMap((store): Row[] => [
    { kind: 'store', store },
    ...store.slips.map((slip) => ({ kind: 'slip' as const, slip })),
  ])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const at = rows.findIndex((row) => row.kind === 'slip' && row.slip.place === props.place)
  const shown = rows.filter(({ kind }) => kind === 'slip')
  const order = shown.findIndex((row) => row.kind === 'slip' && row.slip.place === props.place)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [at, virtual])
  const byArrow = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    props.step(by)
  }
  return (
    <nav className="slip-list no-print" aria-label={t('slip.list')}>
      <TextInput
        type="search"
        size="sm"
        aria-label={t('slip.find')}
        placeholder={t('slip.find')}
        value={props.typed}
        onChange={(event) => props.type(event.currentTarget.value)}
      />
      <div ref={scroller} className="slip-rows" onKeyDown={byArrow}>
        <div className="slip-rows-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            return (
              row !== undefined && (
                <div
                  key={index}
                  className="slip-row"
                  style={{ height: rowHeight, transform: `translateY(${start}px)` }}
                >
                  {row.kind === 'store' ? (
                    <StoreRow store={row.store} />
                  ) : (
                    <SlipRow slip={row.slip} here={row.slip.place === props.place} go={props.go} />
                  )}
                </div>
              )
            )
          })}
        </div>
      </div>
      <p className="slip-foot">
        <span>{t('slip.keys')}</span>
        <span role="status">{t('slip.place', { place: order + 1, count: props.count })}</span>
      </p>
    </nav>
  )
}

function StoreRow({ store }: { store: StoreSlips }): ReactNode {
  const { t } = useWords()
  const { code, name, amount } = store
  const title = code === '' && name === '' ? t('slip.no-store') : `${code} ${name}`
  return (
    <div className="slip-store">
      <span className="clip">{title}</span>
      <span>{figureText(amount)}</span>
    </div>
  )
}

function SlipRow(props: {
  slip: ListedSlip
  here: boolean
  go: (place: number) => void
}): ReactNode {
  const { t } = useWords()
  const { slip, here } = props
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Who walks through the list takes the focus along; who does not keeps it.
    const walking = document.activeElement?.closest('.slip-rows') ?? null
    if (here && walking !== null) button.current?.focus()
  }, [here])
  const isAnswered = (slip.answeredBy?.length ?? 0) > 0
  return (
    <button
      ref={button}
      type="button"
      className="slip-choice"
      aria-current={here ? 'true' : undefined}
      tabIndex={here ? 0 : -1}
      onClick={() => props.go(slip.place)}
    >
      {slip.answeredBy !== undefined && (
        <>
          <Mark kind={isAnswered ? 'done' : 'open'} />
          <span className="only-read">{t(isAnswered ? 'answer.done' : 'answer.none-yet')}</span>
        </>
      )}
      <span className="clip">{slip.number === '' ? '–' : slip.number}</span>
      <span className="figure">{slip.amount === undefined ? '–' : figureText(slip.amount)}</span>
    </button>
  )
}
