import type { ReactNode } from 'react'
import { useWords } from '../../words/i18n.ts'
import { IdentityFields, MessageFields, ParameterFields } from './basic-tab.tsx'
import {
  CertificateSetting,
  EditionSetting,
  KindSetting,
  PasswordSetting,
  TextSetting,
  type Form,
} from './fields.tsx'
import { TrustSetting } from './trust-setting.tsx'

/** The blocks of the 接続通知書, in its order. */
export const wizardSteps = [
  'customer',
  'connection',
  'identity',
  'authentication',
  'messages',
  'other',
] as const
type Step = (typeof wizardSteps)[number]

const fieldsOf: Readonly<Record<Step, readonly string[]>> = {
  customer: ['name', 'kind'],
  connection: ['url', 'edition', 'tlsServerName'],
  identity: ['ownId', 'partnerId', 'from', 'to'],
  authentication: ['user', 'password', 'clientCertificate', 'trust', 'subject'],
  messages: ['formatType', 'compress'],
  other: ['timeoutSeconds', 'retries', 'retryIntervalSeconds', 'proxy', 'proxyUser'],
}

/** Where the field stands of which the station said that it is wrong. */
export function stepOfField(field: string | undefined): number | undefined {
  const name = field?.split('.').at(-1)
  const at = wizardSteps.findIndex((step) => name !== undefined && fieldsOf[step].includes(name))
  return at === -1 ? undefined : at
}

export function WizardStep({ step, form }: { step: Step; form: Form }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <h2>{t(`partner.group.${step}`)}</h2>
      <StepFields step={step} form={form} />
    </>
  )
}

function StepFields({ step, form }: { step: Step; form: Form }): ReactNode {
  const passive = form.draft.kind === 'jx-client'
  switch (step) {
    case 'customer':
      return (
        <>
          <TextSetting form={form} field="name" required />
          <KindSetting form={form} />
        </>
      )
    case 'connection':
      return (
        <>
          {!passive && <TextSetting form={form} field="url" required />}
          <EditionSetting form={form} />
        </>
      )
    case 'identity':
      return (
        <div className="field-grid">
          <IdentityFields form={form} />
        </div>
      )
    case 'authentication':
      return <AuthenticationFields form={form} />
    case 'messages':
      return (
        <div className="field-grid">
          <MessageFields form={form} />
        </div>
      )
    case 'other':
      return passive ? null : <ParameterFields form={form} proxyPasswordSet={false} />
  }
}

function AuthenticationFields({ form }: { form: Form }): ReactNode {
  const { t } = useWords()
  const passive = form.draft.kind === 'jx-client'
  return (
    <>
      <div className="field-grid">
        <TextSetting form={form} field="user" />
        <PasswordSetting form={form} isSet={false} />
        {!passive && <CertificateSetting form={form} label={t('partner.clientCertificate')} />}
        {passive && <TextSetting form={form} field="subject" />}
      </div>
      <TrustSetting form={form} known={[]} />
    </>
  )
}
