import type { ReactNode } from 'react'
import type { ExchangeView } from '../../../src/entry/api/contract.ts'
import { useWords } from '../words/i18n.ts'
import { StateWord, type MarkKind } from './mark.tsx'

const marks: Readonly<Record<NonNullable<ExchangeView['outcome']>, MarkKind>> = {
  done: 'done',
  warning: 'warning',
  failed: 'fault',
  interrupted: 'warning',
}

/** How an exchange ended, or that it runs. */
export function ExchangeOutcome(props: { outcome: ExchangeView['outcome'] }): ReactNode {
  const { t } = useWords()
  const { outcome } = props
  return (
    <StateWord kind={outcome === undefined ? 'running' : marks[outcome]}>
      {t(`outcome.${outcome ?? 'running'}`)}
    </StateWord>
  )
}
