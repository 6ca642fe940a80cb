import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { usePathParams } from '../../shell/path-params.ts'
import { useWords } from '../../words/i18n.ts'
import { HandshakeSections } from '../faults/handshake-sections.tsx'

/** The newest call of a caller that is not known: why it failed, and its handshake, drawn. */
export function CallerPage(): ReactNode {
  const { t } = useWords()
  const { id = '' } = usePathParams()
  return (
    <Page title={t('caller.title')} back={{ to: '/callers', title: t('callers.title') }}>
      <HandshakeSections attemptId={id} missing={t('caller.missing')} />
    </Page>
  )
}
