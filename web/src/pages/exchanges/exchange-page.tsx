import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

export function ExchangePage(): ReactNode {
  const { t } = useWords()
  return <Page title={t('exchange.title')}>{null}</Page>
}
