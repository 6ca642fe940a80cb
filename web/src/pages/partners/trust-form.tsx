import type { ReactNode } from 'react'
import { Section } from '../../parts/page.tsx'
import { SaidNotes } from '../../parts/said-note.tsx'
import { SaveBar } from '../../parts/save-bar.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { TextSetting } from './fields.tsx'
import type { PartnerDetail } from './partner-detail.ts'
import { TrustSetting } from './trust-setting.tsx'
import { NewerSettings } from './newer-settings.tsx'
import { usePartnerForm } from './use-partner-form.ts'

/** Which CAs the partner's certificate must lead to. */
export function TrustForm({ detail }: { detail: PartnerDetail }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { form, save, newer, accept, ...state } = usePartnerForm(detail)
  return (
    <Section id="trust" title={t('partner.trust')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TrustSetting form={form} known={detail.trust} />
        <SaidNotes all={detail.warnings} />
        <TextSetting
          form={form}
          field={detail.partner.kind === 'jx-server' ? 'tlsServerName' : 'subject'}
        />
        {may && (
          <SaveBar
            failure={form.failure}
            {...state}
            note={<NewerSettings newer={newer} accept={accept} />}
          />
        )}
      </form>
    </Section>
  )
}
