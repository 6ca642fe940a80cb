import type { ReactNode } from 'react'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'

/** As the first warning (docs/operations/certificates.md). */
export const soonDays = 60

/** How long a certificate still holds, as a state. */
export function DaysLeft({ days }: { days: number }): ReactNode {
  const { t } = useWords()
  if (days < 0) return <StateWord kind="fault">{t('unit.days-over', { count: -days })}</StateWord>
  return (
    <StateWord kind={days <= soonDays ? 'warning' : 'done'}>
      {t('unit.days', { count: days })}
    </StateWord>
  )
}
