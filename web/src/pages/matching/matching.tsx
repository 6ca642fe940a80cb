import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import type { MatchSlipView, MatchView } from '../../../../src/entry/api/contract.ts'
import { addressOf } from '../../api/client.ts'
import { useList, useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { figureText } from '../../parts/figures.ts'
import { Loading } from '../../parts/loading.tsx'
import { momentText } from '../../parts/moment.ts'
import { Page } from '../../parts/page.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { MatchTable } from './match-table.tsx'
import { StageSums } from './stage-sums.tsx'

const tabs = ['open', 'different', 'settled', 'all'] as const
type Tab = (typeof tabs)[number]

/** 照合: one closing of one partner, through all its stages. */
export function Matching(): ReactNode {
  const { t } = useWords()
  const [search] = useSearch()
  const { data, error, refetch } = useRead('matching.partners', {})
  const partner = search.get('partner') ?? mostOpen(data?.items ?? [])
  if (error !== null || data === undefined || partner === undefined) {
    return (
      <Page title={t('match.title')}>
        {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
        {error === null && data === undefined && <Loading />}
        {data !== undefined && <p className="empty">{t('match.no-slips')}</p>}
      </Page>
    )
  }
  return <PartnerMatching partner={partner} partners={data.items} />
}

interface OpenOf {
  readonly partner: string
  readonly open: number
}

/** Who has the most to be settled is shown first. */
function mostOpen(items: readonly OpenOf[]): string | undefined {
  return items.toSorted((one, other) => other.open - one.open)[0]?.partner
}

function PartnerMatching(props: { partner: string; partners: readonly OpenOf[] }): ReactNode {
  const { t } = useWords()
  const { partner, partners } = props
  const [search, change] = useSearch()
  const closing = search.get('closing') ?? undefined
  const query = closing === undefined ? {} : { closing }
  const shown = useRead('matching.show', { params: { partner }, query })
  const view = shown.data
  const names = partners.map((one) => one.partner)
  const select = (
    <NativeSelect
      size="sm"
      aria-label={t('list.partner')}
      value={partner}
      data={names.includes(partner) ? names : [partner, ...names]}
      onChange={(event) => change({ partner: event.currentTarget.value, closing: '', slip: '' })}
    />
  )
  if (view === undefined) {
    return (
      <Page title={t('match.title')} actions={select}>
        {shown.error === null ? (
          <Loading />
        ) : (
          <ErrorNote failure={shown.error} again={() => void shown.refetch()} />
        )}
      </Page>
    )
  }
  return <Closing key={`${partner} ${view.closing}`} view={view} select={select} />
}

function Closing({ view, select }: { view: MatchView; select: ReactNode }): ReactNode {
  const { t, language } = useWords()
  const [search, change] = useSearch()
  const asked = search.get('tab')
  const tab: Tab = tabs.find((one) => one === asked) ?? 'different'
  const { partner, closing } = view
  const list = useList<MatchSlipView>('matching.list', { closing, tab }, { partner })
  const print = usePrinting(list)
  return (
    <Page
      title={t('match.title')}
      actions={
        <>
          {select}
          <ClosingSteps view={view} />
          <Button variant="default" size="sm" onClick={print}>
            {t('match.sheet')}
          </Button>
          <Button
            component="a"
            variant="default"
            size="sm"
            href={addressOf('matching.csv', { params: { partner }, query: { closing, tab } })}
            download
          >
            {t('match.csv')}
          </Button>
        </>
      }
    >
      <p className="match-print">
        <b>{t('match.sheet')}</b> {partner} {t('match.closed', { day: dayText(closing) })}{' '}
        {t(`match.tab.${tab}`)} {t('match.printed')}{' '}
        {momentText(new Date().toISOString(), language)}
      </p>
      {view.indexing && <p role="status">{t('match.indexing')}</p>}
      <StageSums view={view} />
      <div className="match-tools no-print">
        <Button.Group aria-label={t('match.tabs')}>
          {tabs.map((one) => (
            <Button
              key={one}
              size="sm"
              variant={one === tab ? 'light' : 'default'}
              aria-pressed={one === tab}
              onClick={() => change({ tab: one, slip: '' })}
            >
              {t(`match.tab.${one}`)}&nbsp;<b>{figureText(view.counts[one])}</b>
            </Button>
          ))}
        </Button.Group>
        <Keys />
      </div>
      {list.failure !== null && <ErrorNote failure={list.failure} again={list.again} />}
      <MatchTable view={view} list={list} total={view.counts[tab]} />
    </Page>
  )
}

function Keys(): ReactNode {
  const { t } = useWords()
  return (
    <span className="match-keys quiet">
      <kbd>↑</kbd> <kbd>↓</kbd> {t('match.keys-slip')} <kbd>Enter</kbd> {t('match.keys-open')}{' '}
      <kbd>F9</kbd> {t('match.keys-settle')}
    </span>
  )
}

/** The closings before and after. */
function ClosingSteps({ view }: { view: MatchView }): ReactNode {
  const { t } = useWords()
  const [, change] = useSearch()
  const go = (closing: string): void => change({ closing, slip: '' })
  return (
    <div className="closing-steps" role="group" aria-label={t('match.closing')}>
      <Button
        variant="default"
        size="sm"
        aria-label={t('match.before')}
        onClick={() => go(view.before)}
      >
        ‹
      </Button>
      <span className="closing-day">{t('match.closed', { day: dayText(view.closing) })}</span>
      <Button
        variant="default"
        size="sm"
        aria-label={t('match.after')}
        onClick={() => go(view.after)}
      >
        ›
      </Button>
    </div>
  )
}

function dayText(day: string): string {
  return day.replaceAll('-', '/')
}

/** Prints when all slips of the tab have come. */
function usePrinting({
  more,
  loading,
  loadMore,
}: {
  more: boolean
  loading: boolean
  loadMore: () => void
}): () => void {
  const asked = useRef(false)
  const go = (): void => {
    if (!asked.current || loading) return
    if (more) {
      loadMore()
      return
    }
    asked.current = false
    globalThis.print()
  }
  const newest = useRef(go)
  useEffect(() => {
    newest.current = go
  })
  useEffect(() => newest.current(), [more, loading])
  return () => {
    asked.current = true
    newest.current()
  }
}
