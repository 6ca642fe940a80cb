import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Section } from '../../parts/page.tsx'
import { SaveBar } from '../../parts/save-bar.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { CertificateSwitch } from './certificate-switch.tsx'
import { CertificateSetting } from './fields.tsx'
import type { PartnerDetail } from './partner-detail.ts'
import { NewerSettings } from './newer-settings.tsx'
import { usePartnerForm } from './use-partner-form.ts'

/** クライアント認証設定: the certificate that we show to this partner. */
export function ClientAuthentication({ detail }: { detail: PartnerDetail }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { form, save, newer, accept, ...state } = usePartnerForm(detail)
  return (
    <Section id="client-auth" title={t('options.client-auth')}>
      <p className="hint">
        {t('options.client-auth-help')}{' '}
        <Link href="/certificates">{t('options.to-certificates')}</Link>
      </p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <CertificateSetting form={form} label={t('options.client-certificate')} />
        {may && (
          <SaveBar
            failure={form.failure}
            {...state}
            note={<NewerSettings newer={newer} accept={accept} />}
          />
        )}
      </form>
      {detail.partner.kind === 'jx-server' && <CertificateSwitch partner={detail.partner} />}
    </Section>
  )
}
