import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
export function Inbox(): ReactNode {
  const { t } = useWords()
  return <Page title={t('nav.inbox')}>{null}</Page>
}
export function Outbox(): ReactNode {
  const { t } = useWords()
  return <Page title={t('nav.outbox')}>{null}</Page>
}
export function Mailbox(): ReactNode {
  const { t } = useWords()
  return <Page title={t('nav.mailbox')}>{null}</Page>
}
