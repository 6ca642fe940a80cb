import type { ReactNode } from 'react'
import type { Overview } from '../../../../src/entry/api/contract.ts'
import { hourText, shortDayText } from '../../parts/moment.ts'
import { useWords } from '../../words/i18n.ts'

type Count = Overview['perHour'][number]

const boxes = ['inbox', 'outbox', 'mailbox'] as const
const [width, height, floor] = [560, 150, 126]

/** Stacked bars of documents per hour or day, with the same figures as a table. */
export function DocumentChart(props: {
  counts: readonly Count[]
  per: 'hour' | 'day'
  label: string
}): ReactNode {
  const { t, language } = useWords()
  const { counts, per } = props
  const name = (count: Count): string =>
    per === 'hour' ? hourText(count.from, language) : shortDayText(count.from, language)
  const most = Math.max(1, ...counts.map(sum))
  const step = (width - 40) / Math.max(1, counts.length)
  const every = per === 'hour' ? 4 : 2
  return (
    <>
      <p className="chart-key">
        {boxes.map((box) => (
          <span key={box}>
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" className={`bar-${box}`} />
            </svg>
            {t(`chart.${box}`)}
          </span>
        ))}
      </p>
      <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
        <line className="lifeline" x1="36" y1={floor} x2={width} y2={floor} />
        <text className="chart-text" x="32" y="16" textAnchor="end">
          {most}
        </text>
        <text className="chart-text" x="32" y={floor} textAnchor="end">
          0
        </text>
        {counts.map((count, at) => (
          <g key={count.from} transform={`translate(${38 + at * step} 0)`}>
            <Bar count={count} most={most} room={step * 0.72} />
            {at % every === 0 && (
              <text className="chart-text" x={step * 0.36} y={floor + 16} textAnchor="middle">
                {name(count)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details>
        <summary>{t('chart.as-table')}</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('chart.time')}</th>
              {boxes.map((box) => (
                <th key={box} scope="col">
                  {t(`chart.${box}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.map((count) => (
              <tr key={count.from}>
                <th scope="row">{name(count)}</th>
                {boxes.map((box) => (
                  <td key={box}>{count[box]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

function sum(count: Count): number {
  return count.inbox + count.outbox + count.mailbox
}

function Bar(props: { count: Count; most: number; room: number }): ReactNode {
  const unit = (floor - 10) / props.most
  const tops = boxes.map((_, at) =>
    boxes.slice(0, at + 1).reduce((total, box) => total + props.count[box], 0),
  )
  return boxes.map((box, at) => (
    <rect
      key={box}
      className={`bar-${box}`}
      y={floor - (tops[at] ?? 0) * unit}
      width={props.room}
      height={props.count[box] * unit}
    />
  ))
}
