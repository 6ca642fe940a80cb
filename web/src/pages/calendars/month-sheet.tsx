import type { ReactNode } from 'react'
import type { CalendarDayView } from '../../../../src/entry/api/contract.ts'
import { useWords, type Language } from '../../words/i18n.ts'
import { dateText, weeksOf } from './month-days.ts'

interface SheetProps {
  readonly days: ReadonlyMap<string, CalendarDayView>
  readonly year: number
  readonly month: number
  /** Dates of runs. */
  readonly runs?: ReadonlySet<string>
}

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['S', 'M', 'T', 'W', 'T', 'F', 'S'],
} as const

function monthName(year: number, month: number, language: Language): string {
  const at = new Date(Date.UTC(year, month - 1, 1))
  const options = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const
  return at.toLocaleDateString(language === 'ja' ? 'ja-JP' : 'en-GB', options)
}

/** A month as a sheet: closed days, holidays and the company's own, each told apart by its form. */
export function MonthSheet({ days, year, month, runs }: SheetProps): ReactNode {
  const { language } = useWords()
  const now = new Date()
  const today = dateText(now.getFullYear(), now.getMonth() + 1, now.getDate())
  return (
    <table className="month-sheet">
      <caption>{monthName(year, month, language)}</caption>
      <thead>
        <tr>
          {weekdays[language].map((name, at) => (
            <th key={at} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, at) => (
          <tr key={at}>
            {week.map((date, of) => (
              <DayCell
                key={date ?? of}
                date={date}
                day={date === null ? undefined : days.get(date)}
                isToday={date === today}
                runs={date !== null && runs?.has(date) === true}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell(props: {
  date: string | null
  day: CalendarDayView | undefined
  isToday: boolean
  runs: boolean
}): ReactNode {
  const { t } = useWords()
  const { date, day, isToday, runs } = props
  if (date === null) return <td />
  const kind = day === undefined ? 'open' : kindOf(day)
  const isProvisional = day?.provisional === true && kind === 'holiday'
  const said = [
    day?.name ?? '',
    kind === 'open' ? '' : t(`calendar.day.${kind}`),
    isProvisional ? t('flow.provisional') : '',
    runs ? t('flow.runs-on') : '',
  ].filter((one) => one !== '')
  return (
    <td className={classesOf(kind, { isToday, runs, isProvisional })} title={said.join(' ')}>
      <span>{Number(date.slice(8))}</span>
      {said.length > 0 && <span className="only-read"> {said.join(' ')}</span>}
    </td>
  )
}

function classesOf(
  kind: DayKind,
  is: { readonly isToday: boolean; readonly runs: boolean; readonly isProvisional: boolean },
): string {
  return [
    `day day-${kind}`,
    ...(is.isToday ? ['day-today'] : []),
    ...(is.runs ? ['day-runs'] : []),
    ...(is.isProvisional ? ['day-planned'] : []),
  ].join(' ')
}

type DayKind = 'open' | 'weekend' | 'holiday' | 'closed' | 'opened'

function kindOf({ business, by }: CalendarDayView): DayKind {
  if (by === 'company') return business ? 'opened' : 'closed'
  if (by === 'holiday') return 'holiday'
  return by === 'weekend' ? 'weekend' : 'open'
}

const legend = ['holiday', 'closed', 'opened', 'weekend'] as const

/** What the forms of the days mean. */
export function DayLegend({ runs = false }: { runs?: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <p className="day-legend">
      {runs && (
        <span>
          <span className="day day-runs" aria-hidden="true">
            <span>1</span>
          </span>
          {t('flow.runs-on')}
        </span>
      )}
      {legend.map((kind) => (
        <span key={kind}>
          <span className={`day day-${kind}`} aria-hidden="true">
            <span>1</span>
          </span>
          {t(`calendar.day.${kind}`)}
        </span>
      ))}
    </p>
  )
}
