import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

export function Home(): ReactNode {
  const { t } = useWords()
  return <Page title={t('home.title')}>{null}</Page>
}
