import type { ReactNode } from 'react'
import { SaveBar } from '../../parts/save-bar.tsx'
import { Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import {
  CompressSetting,
  EditionSetting,
  PasswordSetting,
  ProxyPasswordSetting,
  TextSetting,
  type Form,
} from './fields.tsx'
import type { PartnerDetail } from './partner-detail.ts'
import { NewerSettings } from './newer-settings.tsx'
import { usePartnerForm } from './use-partner-form.ts'

/** 基本設定. */
export function BasicTab({ detail }: { detail: PartnerDetail }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { form, save, newer, accept, ...state } = usePartnerForm(detail)
  return (
    <form
      className="sections"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Section title={t('partner.group.connection')}>
        <p className="hint">{t(`partner.kind.${form.draft.kind}`)}</p>
        <div className="field-grid">
          {form.draft.kind === 'jx-server' && <TextSetting form={form} field="url" required />}
          <EditionSetting form={form} />
          <IdentityFields form={form} />
        </div>
      </Section>
      <Section title={t('partner.group.authentication')}>
        <div className="field-grid">
          <TextSetting form={form} field="user" />
          <PasswordSetting form={form} isSet={detail.partner.passwordSet} />
        </div>
      </Section>
      <Section title={t('partner.group.messages')}>
        <div className="field-grid">
          <MessageFields form={form} />
        </div>
      </Section>
      {detail.partner.kind === 'jx-server' && (
        <Section title={t('partner.group.other')}>
          <ParameterFields form={form} proxyPasswordSet={detail.partner.proxyPasswordSet} />
        </Section>
      )}
      {may && (
        <div className="save-bar">
          <SaveBar
            failure={form.failure}
            {...state}
            note={<NewerSettings newer={newer} accept={accept} />}
          />
        </div>
      )}
    </form>
  )
}

export function IdentityFields({ form }: { form: Form }): ReactNode {
  return (
    <>
      <TextSetting form={form} field="ownId" required />
      <TextSetting form={form} field="partnerId" required />
      <TextSetting form={form} field="from" />
      <TextSetting form={form} field="to" />
    </>
  )
}

export function MessageFields({ form }: { form: Form }): ReactNode {
  return (
    <>
      <TextSetting form={form} field="formatType" />
      <CompressSetting form={form} />
    </>
  )
}

export function ParameterFields(props: { form: Form; proxyPasswordSet: boolean }): ReactNode {
  const { form } = props
  return (
    <div className="field-grid">
      <TextSetting form={form} field="timeoutSeconds" />
      <TextSetting form={form} field="retries" />
      <TextSetting form={form} field="retryIntervalSeconds" />
      <TextSetting form={form} field="proxy" />
      {form.draft.proxy !== '' && (
        <>
          <TextSetting form={form} field="proxyUser" />
          <ProxyPasswordSetting form={form} isSet={props.proxyPasswordSet} />
        </>
      )}
    </div>
  )
}
