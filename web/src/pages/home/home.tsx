import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Overview, TodayView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FaultLines } from '../../parts/fault-lines.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { slipDay } from '../../parts/figures.ts'
import { Page, Section } from '../../parts/page.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { DayPage, DaySwitch } from '../board/day-page.tsx'
import { DocumentChart } from './document-chart.tsx'
import { FirstSteps } from './first-steps.tsx'
import { PartnerStatus } from './partner-status.tsx'

/** ホーム: 本日の予定と実績 where there are flows; else today at a glance, faults on top. */
export function Home(): ReactNode {
  const { t, language } = useWords()
  const [search] = useSearch()
  const date = search.get('date') ?? ''
  const isToday = date === ''
  const overview = useRead('overview.show', {})
  const today = useRead('today.show', { query: isToday ? {} : { date } })
  const error = overview.error ?? today.error
  const board = dayIn(today.data, isToday)
  const again = (): void => {
    void overview.refetch()
    void today.refetch()
  }
  const title = isToday
    ? t(board === undefined ? 'home.title' : 'board.title')
    : t('board.title-day', { day: slipDay(date, language) })
  return (
    <Page title={title} actions={board && <DaySwitch date={board.date} isToday={isToday} />}>
      {error !== null && <ErrorNote failure={error} again={again} />}
      {overview.data !== undefined && today.data !== undefined ? (
        <Day overview={overview.data} board={board} isToday={isToday} />
      ) : (
        error === null && <Loading />
      )}
    </Page>
  )
}

/** The board, where there is something on it; a day that somebody chose is shown all the same. */
function dayIn(today: TodayView | undefined, isToday: boolean): TodayView | undefined {
  return today !== undefined && (today.rows.length > 0 || !isToday) ? today : undefined
}

function Day(props: {
  overview: Overview
  board: TodayView | undefined
  isToday: boolean
}): ReactNode {
  const { overview, board, isToday } = props
  return (
    <>
      {board !== undefined && <DayPage today={board} overview={overview} isToday={isToday} />}
      {isToday && <Today overview={overview} hasFlows={board !== undefined} />}
    </>
  )
}

function Today({ overview, hasFlows }: { overview: Overview; hasFlows: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <>
      {!hasFlows && <OpenFaults overview={overview} />}
      {overview.partners.length === 0 ? (
        <FirstSteps />
      ) : (
        <Section title={t('home.partners')}>
          <PartnerStatus partners={overview.partners} />
        </Section>
      )}
      <div className="charts">
        <Section title={t('home.per-hour')}>
          <DocumentChart counts={overview.perHour} per="hour" label={t('home.per-hour')} />
        </Section>
        <Section title={t('home.per-day')}>
          <DocumentChart counts={overview.perDay} per="day" label={t('home.per-day')} />
        </Section>
      </div>
    </>
  )
}

function OpenFaults({ overview }: { overview: Overview }): ReactNode {
  const { t } = useWords()
  const { newest, faults, warnings } = overview.openFaults
  return (
    <Section
      title={t('home.faults')}
      actions={<Link href="/faults?open=true">{t('home.all-faults')}</Link>}
    >
      {faults + warnings === 0 ? (
        <StateWord kind="done" big>
          {t('home.no-faults')}
        </StateWord>
      ) : (
        <>
          <p className="home-counts">
            <StateWord kind={faults > 0 ? 'fault' : 'off'} big>
              {t('fault.state.fault')} {t('unit.documents', { count: faults })}
            </StateWord>
            <StateWord kind={warnings > 0 ? 'warning' : 'off'} big>
              {t('fault.state.warning')} {t('unit.documents', { count: warnings })}
            </StateWord>
          </p>
          <FaultLines faults={newest.slice(0, 5)} />
        </>
      )}
    </Section>
  )
}
