import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PartnerTls } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { useWords } from '../../words/i18n.ts'

/** Puts the initial list back in force. */
export function RestoreInitial({ name, tls }: { name: string; tls: PartnerTls }): ReactNode {
  const { t } = useWords()
  const restore = useChange('partners.change-tls', ['partners', 'audit'])
  const { tlsMin, tlsMax } = tls
  if (tls.isInitial) {
    return (
      <Button variant="default" disabled>
        {t('options.restore')}
      </Button>
    )
  }
  return (
    <ConfirmButton
      label={t('options.restore')}
      title={t('options.restore-title')}
      text={t('options.restore-text')}
      change={restore}
      request={{ params: { name }, body: { tlsMin, tlsMax, list: null } }}
    />
  )
}
