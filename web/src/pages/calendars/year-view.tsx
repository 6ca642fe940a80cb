import type { ReactNode } from 'react'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { DayLegend, MonthSheet } from './month-sheet.tsx'
import { useYear, type CalendarRules } from './use-year.ts'

/** Twelve months of a calendar; what is typed is shown before it is saved. */
export function YearView(props: {
  rules: CalendarRules
  year: number
  isTyped: boolean
}): ReactNode {
  const { t } = useWords()
  const { rules, year, isTyped } = props
  const days = useYear(rules, year)
  const all = [...days.values()].filter(({ date }) => date.startsWith(String(year)))
  const open = all.filter(({ business }) => business).length
  const isProvisional = all.some(({ by, provisional }) => by === 'holiday' && provisional)
  return (
    <Section
      title={t('calendar.count', { open, closed: all.length - open })}
      actions={isTyped && <span className="hint">{t('flow.before-saving')}</span>}
    >
      <div className="year-sheet">
        {Array.from({ length: 12 }, (_, at) => (
          <MonthSheet key={at} days={days} year={year} month={at + 1} />
        ))}
      </div>
      <DayLegend />
      {isProvisional && <p className="hint">{t('calendar.provisional')}</p>}
    </Section>
  )
}
