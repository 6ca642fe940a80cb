import type { ReactNode } from 'react'
import type { BoardRowView } from '../../../../src/entry/api/contract.ts'
import { Mark, type MarkKind } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import { clockOn, minutesOn, percentOf } from './day-axis.ts'

type BoardMark = BoardRowView['marks'][number]

/** More runs than that are one band. */
const mostMarks = 14
export const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24] as const

const marks: Readonly<Record<BoardMark['state'], MarkKind>> = {
  planned: 'open',
  running: 'running',
  'waiting-to-retry': 'warning',
  done: 'done',
  warning: 'warning',
  failed: 'fault',
  interrupted: 'fault',
  joined: 'done',
  missed: 'warning',
  skipped: 'off',
  held: 'hold',
}

/** A flow's day from midnight to midnight: runs as marks, deadlines as flags, the time as a line. */
export function Axis(props: { row: BoardRowView; date: string; now?: string }): ReactNode {
  const { t } = useWords()
  const { row, date, now } = props
  const at = (iso: string): number => minutesOn(date, iso, row.zone)
  const isBand = row.marks.length > mostMarks
  const shown = isBand ? row.marks.filter(({ state }) => marks[state] === 'fault') : row.marks
  const told = row.marks.map(({ at: when, state, documents }) =>
    t('board.mark', {
      time: clockOn(date, when, row.zone),
      state: t(`slot.${state}`),
      count: documents,
    }),
  )
  return (
    <>
      <svg className="board-axis" width="100%" height="34" aria-hidden="true">
        {hours.slice(1, -1).map((hour) => (
          <line
            key={hour}
            className="board-hour"
            x1={percentOf(hour * 60)}
            x2={percentOf(hour * 60)}
            y1="0"
            y2="34"
          />
        ))}
        {isBand && <Band row={row} at={at} />}
        {now !== undefined && (
          <line
            className="board-now"
            x1={percentOf(at(now))}
            x2={percentOf(at(now))}
            y1="0"
            y2="34"
          />
        )}
        {row.deadlines.map((deadline) => (
          <svg key={deadline.at} x={percentOf(at(deadline.at))} y="4" overflow="visible">
            <path className="board-flag" d="M0 0v26M0 0h9l-3 3.5 3 3.5H0" />
          </svg>
        ))}
        {shown.map((mark) => (
          <svg key={`${mark.at} ${mark.state}`} x={percentOf(at(mark.at))} y="9" overflow="visible">
            <g transform="translate(-8 0)">
              <title>
                {clockOn(date, mark.at, row.zone)} {t(`slot.${mark.state}`)}
              </title>
              <Mark kind={marks[mark.state]} />
            </g>
          </svg>
        ))}
      </svg>
      <span className="only-read">{told.slice(0, mostMarks).join(' / ')}</span>
    </>
  )
}

/** Repeated runs: filled up to the last that went well. */
function Band({ row, at }: { row: BoardRowView; at: (iso: string) => number }): ReactNode {
  const first = row.marks[0]
  const last = row.marks.at(-1)
  if (first === undefined || last === undefined) return null
  const done = row.marks.findLast(({ state }) => marks[state] === 'done')
  const [from, until] = [at(first.at), at(last.at)]
  const width = (end: number): string => percentOf(Math.max(0, end - from))
  return (
    <>
      <rect
        className="board-band"
        x={percentOf(from)}
        width={width(until)}
        y="13"
        height="8"
        rx="4"
      />
      {done !== undefined && (
        <rect
          className="board-band-done"
          x={percentOf(from)}
          width={width(at(done.at))}
          y="13"
          height="8"
          rx="4"
        />
      )}
    </>
  )
}
