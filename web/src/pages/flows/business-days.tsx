import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { PlannedRunView } from '../../../../src/entry/api/contract.ts'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { DayLegend, MonthSheet } from '../calendars/month-sheet.tsx'
import { useNamedCalendar, useYear } from '../calendars/use-year.ts'

/** This month and the next: which days are open, and on which the flow runs. */
export function BusinessDays(props: {
  calendar: string
  runs: readonly PlannedRunView[]
}): ReactNode {
  const { t } = useWords()
  const { calendar, runs } = props
  const known = useNamedCalendar(calendar)
  const now = new Date()
  const [year, month] = [now.getFullYear(), now.getMonth()]
  const next = new Date(year, month + 1, 1)
  const here = useYear(known, year)
  const beyond = useYear(known, next.getFullYear())
  const days = new Set(runs.map(({ local }) => local.slice(0, 10)))
  return (
    <Section
      title={t('flow.business-days')}
      actions={
        <Link href={`/calendars?calendar=${encodeURIComponent(calendar)}`}>
          {t('nav.calendars')}
        </Link>
      }
    >
      <div className="two-months">
        <MonthSheet days={here} year={year} month={month + 1} runs={days} />
        <MonthSheet
          days={beyond}
          year={next.getFullYear()}
          month={next.getMonth() + 1}
          runs={days}
        />
      </div>
      <DayLegend runs />
    </Section>
  )
}
