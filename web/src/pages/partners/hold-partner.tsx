import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

/** Stops all business with a partner (取引停止), or lets it go on. */
export function HoldPartner({ name, held }: { name: string; held: boolean }): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  const release = useChange('partners.release', ['partners', 'flows', 'today', 'audit'])
  const hold = useChange('partners.hold', ['partners', 'flows', 'today', 'audit'])
  if (!may) return null
  if (!held) {
    return (
      <ReasonButton
        label={t('partners.hold')}
        title={t('partners.hold-title')}
        text={t('partners.hold-text')}
        change={hold}
        request={(reason) => ({ params: { name }, body: { reason } })}
      />
    )
  }
  return (
    <ConfirmButton
      label={t('partners.release')}
      title={t('partners.release-title')}
      text={t('partners.release-text')}
      change={release}
      request={{ params: { name } }}
    />
  )
}
