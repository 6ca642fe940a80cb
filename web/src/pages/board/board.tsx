import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { BoardRowView, Overview, TodayView } from '../../../../src/entry/api/contract.ts'
import { figureText } from '../../parts/figures.ts'
import { KindChip } from '../../parts/kind-chip.tsx'
import { Mark, StateWord, type MarkKind } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import { Axis, hours } from './axis.tsx'
import { clockOn, percentOf } from './day-axis.ts'

export type Group = 'receive' | 'send' | 'mailbox'
const groups: readonly Group[] = ['receive', 'send', 'mailbox']

interface BoardProps {
  readonly today: TodayView
  readonly partners: Overview['partners']
  /** On the day itself. */
  readonly now?: string
}

/** All flows of a day on one axis; trouble does not change their order. */
export function Board({ today, partners, now }: BoardProps): ReactNode {
  const { t } = useWords()
  const mailboxes = new Set(
    partners.filter(({ kind }) => kind === 'jx-client').map(({ name }) => name),
  )
  const groupOf = ({ flow }: BoardRowView): Group =>
    flow.direction === 'receive' ? 'receive' : mailboxes.has(flow.partner) ? 'mailbox' : 'send'
  return (
    <section className="board" aria-label={t('board.title')}>
      <table className="board-table">
        <thead>
          <tr>
            <th scope="col">{t('board.flow')}</th>
            <td className="board-axis-cell">
              <Hours />
            </td>
            <td colSpan={3} />
            <th scope="col">{t('board.state')}</th>
          </tr>
        </thead>
        {groups.map((group) => {
          const rows = today.rows.filter((row) => groupOf(row) === group)
          if (rows.length === 0) return null
          return (
            <tbody key={group}>
              <tr className="board-group">
                <th scope="rowgroup">{t(`board.group.${group}`)}</th>
                <td className="board-axis-cell" />
                <td className="figure">{t('board.count.planned')}</td>
                <td className="figure">{t(`board.count.${group}`)}</td>
                <td className="figure">{t(`board.count.${group}-2`)}</td>
                <td />
              </tr>
              {rows.map((row) => (
                <Row
                  key={row.flow.id}
                  row={row}
                  date={today.date}
                  group={group}
                  {...(now !== undefined && { now })}
                />
              ))}
            </tbody>
          )
        })}
      </table>
      <Legend />
      <Unfiled kinds={today.unfiled} />
    </section>
  )
}

function Hours(): ReactNode {
  return (
    <svg width="100%" height="18" aria-hidden="true" className="board-hours">
      {hours.map((hour) => (
        <text
          key={hour}
          x={percentOf(hour * 60)}
          y="13"
          textAnchor={hour === 0 ? 'start' : hour === 24 ? 'end' : 'middle'}
        >
          {String(hour).padStart(2, '0')}
        </text>
      ))}
    </svg>
  )
}

const stateMarks: Readonly<Record<BoardRowView['state'], MarkKind>> = {
  held: 'hold',
  failed: 'fault',
  late: 'warning',
  running: 'running',
  'to-do': 'warning',
  waiting: 'waiting',
  planned: 'open',
  done: 'done',
  none: 'off',
}

function Row(props: { row: BoardRowView; date: string; group: Group; now?: string }): ReactNode {
  const { row, date, group, now } = props
  const { flow, counts, expected } = row
  const short = expected !== undefined && counts.first < expected
  const edge = { failed: 'board-fault', late: 'board-late', 'to-do': 'board-late' }[
    row.state as string
  ]
  return (
    <tr className={edge}>
      <th scope="row">
        <KindChip out={group !== 'receive'}>{flow.name}</KindChip>{' '}
        <Link href={`/flows/${encodeURIComponent(flow.name)}`}>{flow.partner}</Link>
      </th>
      <td className="board-axis-cell">
        <Axis row={row} date={date} {...(now !== undefined && { now })} />
      </td>
      <td className="figure">{expected === undefined ? '–' : figureText(expected)}</td>
      <td className={short ? 'figure board-short' : 'figure'}>{figureText(counts.first)}</td>
      <td className={counts.waiting > 0 ? 'figure board-short' : 'figure'}>
        {figureText(counts.second)}
      </td>
      <td>
        <RowState row={row} date={date} />
      </td>
    </tr>
  )
}

function RowState({ row, date }: { row: BoardRowView; date: string }): ReactNode {
  const { t } = useWords()
  const { state, counts, next, zone, deadlines, hold, flow } = row
  const clock = (iso: string | undefined): string =>
    iso === undefined ? '' : clockOn(date, iso, zone)
  const failed = row.marks.findLast((mark) => mark.state === 'failed')
  const times = { failed: failed?.at, planned: next }
  const count = state === 'to-do' ? counts.toDo : counts.waiting
  const time = clock(times[state as keyof typeof times])
  const due = deadlines.find((one) => one.state === 'open' || one.state === 'late')
  const rest = [
    hold?.reason ?? '',
    state !== 'planned' && next !== undefined ? t('board.next', { time: clock(next) }) : '',
    due === undefined
      ? ''
      : t(flow.direction === 'send' ? 'board.deadline-send' : 'board.deadline', {
          time: clock(due.at),
        }),
  ].filter((one) => one !== '')
  return (
    <>
      <StateWord kind={stateMarks[state]}>{t(`board.row.${state}`, { time, count })}</StateWord>{' '}
      <span className="quiet">{rest.join('・')}</span>
    </>
  )
}

const legend = [
  ['open', 'planned'],
  ['running', 'running'],
  ['done', 'done'],
  ['warning', 'late'],
  ['fault', 'failed'],
  ['hold', 'held'],
] as const

function Legend(): ReactNode {
  const { t } = useWords()
  return (
    <p className="board-legend">
      {legend.map(([kind, word]) => (
        <span key={kind}>
          <Mark kind={kind} /> {t(`board.legend.${word}`)}
        </span>
      ))}
      <span>
        <svg width="12" height="16" aria-hidden="true">
          <path className="board-flag" d="M1 1v14M1 1h9l-3 3.5 3 3.5H1" />
        </svg>{' '}
        {t('board.legend.deadline')}
      </span>
      <span>
        <svg width="26" height="10" aria-hidden="true">
          <rect className="board-band" width="26" height="8" y="1" rx="4" />
          <rect className="board-band-done" width="13" height="8" y="1" rx="4" />
        </svg>{' '}
        {t('board.legend.band')}
      </span>
    </p>
  )
}

/** What came or went and belongs to no flow. */
function Unfiled({ kinds }: { kinds: TodayView['unfiled'] }): ReactNode {
  const { t } = useWords()
  if (kinds.length === 0) return null
  const count = kinds.reduce((sum, one) => sum + one.count, 0)
  return (
    <details className="board-unfiled">
      <summary>
        <StateWord kind="warning">{t('board.unfiled-count', { count })}</StateWord>
      </summary>
      <ul className="plain-lines">
        {kinds.map(({ partner, documentType, box, count: here }) => (
          <li key={`${partner} ${documentType} ${box}`}>
            {t('board.unfiled', { partner, kind: documentType, count: here })}
          </li>
        ))}
      </ul>
    </details>
  )
}
