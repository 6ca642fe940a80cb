import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { useWords } from '../../words/i18n.ts'

export function RemovePartner({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const remove = useChange('partners.remove', ['overview', 'certificates', 'audit'])
  return (
    <ConfirmButton
      label={t('partner.remove')}
      title={t('partner.remove-title', { name })}
      text={t('partner.remove-text')}
      change={remove}
      request={{ params: { name } }}
      danger
      onDone={() => navigate('/partners')}
    />
  )
}
