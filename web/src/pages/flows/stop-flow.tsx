import type { ReactNode } from 'react'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { todayInJapan } from '../../parts/moment.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useWords } from '../../words/i18n.ts'
import { partsOf } from './flow-parts.ts'

/** Puts a flow on hold, and asks why. */
export function HoldFlow({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  return (
    <ReasonButton
      label={t('flows.hold')}
      title={t('flows.hold-title')}
      text={t('flows.hold-text')}
      change={useChange('flows.hold', ['flows', 'today', 'audit'])}
      request={(reason) => ({ params: { name }, body: { reason } })}
    />
  )
}

/** Says that nothing comes or goes today (本日分なし), of a flow that has a deadline. */
export function SkipToday({ flow }: { flow: FlowView }): ReactNode {
  const { t } = useWords()
  const skip = useChange('flows.skip', ['flows', 'today', 'audit'])
  const hasDeadline = (partsOf(flow).expectations ?? []).some(({ kind }) => kind === 'by-time')
  if (!hasDeadline) return null
  return (
    <ReasonButton
      label={t('flows.skip')}
      title={t('flows.skip-title', { name: flow.name })}
      text={t('flows.skip-text')}
      change={skip}
      request={(reason) => ({
        params: { name: flow.name, date: todayInJapan() },
        body: { reason },
      })}
    />
  )
}
