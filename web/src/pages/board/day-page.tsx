import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Overview, TodayView } from '../../../../src/entry/api/contract.ts'
import { stateFacts, type DocumentState } from '../../../../src/domain/exchange/document-states.ts'
import { figureText, slipDay } from '../../parts/figures.ts'
import { StateWord, type MarkKind } from '../../parts/mark.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { soonDays } from '../certificates/days-left.tsx'
import { Board } from './board.tsx'
import { dayAfter } from './day-axis.ts'

interface DayProps {
  readonly today: TodayView
  readonly overview: Overview
  readonly isToday: boolean
}

/** The verdict first, then what needs a hand, then all flows. */
export function DayPage({ today, overview, isToday }: DayProps): ReactNode {
  return (
    <>
      <div className="board-tiles">
        {today.cleared === undefined ? <Verdict today={today} /> : <Cleared {...today.cleared} />}
        {isToday && <Faults overview={overview} />}
        {isToday && <Left overview={overview} />}
      </div>
      <Board today={today} partners={overview.partners} {...(isToday && { now: overview.at })} />
    </>
  )
}

/** The records of then are gone: what is left gives no verdict. */
function Cleared({ records }: NonNullable<TodayView['cleared']>): ReactNode {
  const { t } = useWords()
  return (
    <section className="board-tile tile-off">
      <h2>
        <StateWord kind="off" big>
          {t('board.cleared')}
        </StateWord>
      </h2>
      <p>
        {records === undefined
          ? t('board.cleared-all')
          : t('board.cleared-count', { count: figureText(records) })}
      </p>
      <p>
        <Link href="/clearing">{t('board.cleared-link')}</Link>
      </p>
    </section>
  )
}

const verdictMarks: Readonly<Record<TodayView['summary']['verdict'], MarkKind>> = {
  'all-here': 'done',
  'not-yet': 'open',
  missing: 'warning',
  'nothing-planned': 'off',
}
const cells = ['met', 'late', 'missed', 'open'] as const

function Verdict({ today: { summary } }: { today: TodayView }): ReactNode {
  const { t } = useWords()
  const { verdict, expected, met } = summary
  return (
    <section className={`board-tile tile-${verdictMarks[verdict]}`}>
      <h2>
        <StateWord kind={verdictMarks[verdict]} big>
          {t(`board.verdict.${verdict}`)}
        </StateWord>
      </h2>
      {expected > 0 && (
        <>
          <p>{t('board.expected', { expected, met })}</p>
          <p className="board-cells" aria-hidden="true">
            {cells.flatMap((cell) =>
              Array.from({ length: Math.min(summary[cell], 40) }, (_, at) => (
                <span key={`${cell} ${at}`} className={`board-cell cell-of-${cell}`} />
              )),
            )}
          </p>
          <p className="board-cell-words">
            {cells
              .filter((cell) => summary[cell] > 0)
              .map((cell) => (
                <span key={cell} className={cell === 'met' || cell === 'open' ? '' : 'board-short'}>
                  {t(`board.cell.${cell}`, { count: summary[cell] })}
                </span>
              ))}
          </p>
        </>
      )}
    </section>
  )
}

function Faults({ overview: { openFaults } }: { overview: Overview }): ReactNode {
  const { t, language } = useWords()
  const { faults, warnings, newest } = openFaults
  const kind = faults > 0 ? 'fault' : warnings > 0 ? 'warning' : 'done'
  return (
    <section className={`board-tile tile-${kind}`}>
      <h2>
        <StateWord kind={kind}>{t('board.faults')}</StateWord>{' '}
        <Link href="/faults?open=true">{t('home.all-faults')}</Link>
      </h2>
      <p className="tile-figure">{faults + warnings}</p>
      {newest.slice(0, 2).map((fault) => (
        <p key={fault.id} className="clip">
          <Link href={`/faults/${encodeURIComponent(fault.id)}`}>
            {fault.text[language].message}
          </Link>
        </p>
      ))}
    </section>
  )
}

/** Certificates that end soon, and what waits somewhere. */
function Left({ overview }: { overview: Overview }): ReactNode {
  const { t } = useWords()
  const left = new Map<DocumentState, number>()
  for (const partner of overview.partners) {
    for (const { state, count } of partner.left) left.set(state, (left.get(state) ?? 0) + count)
  }
  const ending = overview.certificates.filter(({ daysLeft }) => daysLeft <= soonDays).slice(0, 2)
  const isQuiet = left.size === 0 && ending.length === 0
  return (
    <section className={isQuiet ? 'board-tile tile-done' : 'board-tile tile-warning'}>
      <h2>{t('board.left')}</h2>
      {isQuiet && <StateWord kind="done">{t('board.left-none')}</StateWord>}
      <ul className="plain-ways">
        {ending.map(({ name, daysLeft }) => (
          <li key={name}>
            <Link href={`/certificates/${encodeURIComponent(name)}`}>{name}</Link>{' '}
            <b>
              {daysLeft < 0
                ? t('unit.days-over', { count: -daysLeft })
                : t('unit.days', { count: daysLeft })}
            </b>
          </li>
        ))}
        {[...left].map(([state, count]) => (
          <li key={state}>
            <Link href={`/${stateFacts[state].boxes[0]}?state=${state}`}>
              {t(`home.left.${state}`, { count })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One day back, one day on, and back to today. */
export function DaySwitch({ date, isToday }: { date: string; isToday: boolean }): ReactNode {
  const { t, language } = useWords()
  const [, change] = useSearch()
  return (
    <>
      <Button.Group aria-label={t('board.day')}>
        <Button
          variant="default"
          size="sm"
          aria-label={t('board.before')}
          onClick={() => change({ date: dayAfter(date, -1) })}
        >
          ‹
        </Button>
        <Button
          variant={isToday ? 'light' : 'default'}
          size="sm"
          aria-pressed={isToday}
          onClick={() => change({ date: '' })}
        >
          {slipDay(date, language)} {isToday && t('board.today')}
        </Button>
        <Button
          variant="default"
          size="sm"
          aria-label={t('board.after')}
          onClick={() => change({ date: dayAfter(date, 1) })}
        >
          ›
        </Button>
      </Button.Group>
      <Button variant="default" size="sm" onClick={() => print()}>
        {t('action.print')}
      </Button>
    </>
  )
}
