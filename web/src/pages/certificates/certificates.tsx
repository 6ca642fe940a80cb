import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

export function Certificates(): ReactNode {
  const { t } = useWords()
  return <Page title={t('nav.certificates')}>{null}</Page>
}
