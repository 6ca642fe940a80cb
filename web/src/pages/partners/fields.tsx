import { Button, NativeSelect, PasswordInput, Radio, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ApiFailure } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useWords } from '../../words/i18n.ts'
import type { WordKey } from '../../words/words.ts'
import type { Draft, TextField } from './draft.ts'
import { askAboutUrl, narrowed, withDerived } from './typed-text.ts'

/** A form under way: what was typed, how to change it, and what the station said of it. */
export interface Form {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
  readonly failure: ApiFailure | null
  readonly disabled: boolean
}

/** What the station said of one field. */
export function saidOf({ failure }: Form, field: string): string | undefined {
  const at = failure?.said.field?.split('.').at(-1)
  return at === field
    ? `${failure?.said.id ?? ''} ${failure?.said.message ?? ''}`.trim()
    : undefined
}

const helps: Partial<Record<TextField, WordKey>> = {
  name: 'partner.name-help',
  url: 'partner.url-help',
  from: 'partner.from-help',
  to: 'partner.to-help',
}
const numbers: ReadonlySet<string> = new Set(['timeoutSeconds', 'retries', 'retryIntervalSeconds'])

export function TextSetting(props: {
  form: Form
  field: Exclude<TextField, 'password' | 'proxyPassword' | 'clientCertificate'>
  required?: boolean
  fixed?: boolean
}): ReactNode {
  const { t } = useWords()
  const { form, field } = props
  const help = helps[field]
  const [wasNarrowed, setNarrowed] = useState(false)
  const change = (value: string): void => form.change(withDerived(form.draft, field, value))
  const narrow = (): void => {
    const half = narrowed(field, form.draft[field])
    setNarrowed(half !== form.draft[field])
    if (half !== form.draft[field]) change(half)
  }
  return (
    <div>
      <TextInput
        label={t(`partner.${field}`)}
        description={help !== undefined && t(help)}
        name={field}
        value={form.draft[field]}
        required={props.required ?? false}
        readOnly={props.fixed ?? form.disabled}
        inputMode={numbers.has(field) ? 'numeric' : undefined}
        error={saidOf(form, field)}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={narrow}
      />
      {wasNarrowed && (
        <p className="hint" role="status">
          {t('partner.narrowed')}
        </p>
      )}
      {field === 'url' && !form.disabled && <UrlQuestion form={form} />}
    </div>
  )
}

/** A URL that lacks its scheme is asked about, and one without a path is pointed at. */
function UrlQuestion({ form }: { form: Form }): ReactNode {
  const { t } = useWords()
  const asked = askAboutUrl(form.draft.url)
  if (asked === undefined) return null
  if (asked === 'no-path') return <p className="hint">{t('partner.url-no-path')}</p>
  return (
    <p className="hint">
      {t('partner.url-no-scheme')}{' '}
      <Button size="compact-sm" variant="default" onClick={() => form.change({ url: asked.full })}>
        {t('partner.url-complete', { url: asked.full })}
      </Button>
    </p>
  )
}

export function PasswordSetting(props: { form: Form; isSet: boolean }): ReactNode {
  const { t } = useWords()
  const { form, isSet } = props
  return (
    <PasswordInput
      label={t('partner.password')}
      description={isSet && t('partner.password-set')}
      autoComplete="new-password"
      value={form.draft.password}
      readOnly={form.disabled}
      error={saidOf(form, 'password')}
      onChange={(event) => form.change({ password: event.currentTarget.value })}
    />
  )
}

export function ProxyPasswordSetting(props: { form: Form; isSet: boolean }): ReactNode {
  const { t } = useWords()
  const { form, isSet } = props
  return (
    <PasswordInput
      label={t('partner.proxyPassword')}
      description={isSet && t('partner.password-set')}
      autoComplete="new-password"
      value={form.draft.proxyPassword}
      readOnly={form.disabled}
      error={saidOf(form, 'proxyPassword')}
      onChange={(event) => form.change({ proxyPassword: event.currentTarget.value })}
    />
  )
}

export function KindSetting({ form }: { form: Form }): ReactNode {
  const { t } = useWords()
  return (
    <Radio.Group
      label={t('partner.kind')}
      value={form.draft.kind}
      onChange={(kind) => form.change({ kind: kind })}
    >
      <div className="choices">
        {(['jx-server', 'jx-client'] as const).map((kind) => (
          <Radio key={kind} value={kind} label={t(`partner.kind.${kind}`)} />
        ))}
      </div>
    </Radio.Group>
  )
}

export function EditionSetting({ form }: { form: Form }): ReactNode {
  const { t } = useWords()
  return (
    <NativeSelect
      label={t('partner.edition')}
      value={form.draft.edition}
      disabled={form.disabled}
      data={(['2007', '2004'] as const).map((value) => ({
        value,
        label: t(`partner.edition.${value}`),
      }))}
      onChange={(event) => form.change({ edition: event.currentTarget.value as Draft['edition'] })}
    />
  )
}

export function CompressSetting({ form }: { form: Form }): ReactNode {
  const { t } = useWords()
  return (
    <NativeSelect
      label={t('partner.compress')}
      value={form.draft.compress}
      disabled={form.disabled}
      data={(['none', 'zip', 'gzip'] as const).map((value) => ({
        value,
        label: t(`partner.compress.${value}`),
      }))}
      onChange={(event) =>
        form.change({ compress: event.currentTarget.value as Draft['compress'] })
      }
    />
  )
}

/** Which of the station's certificates is shown to the partner. */
export function CertificateSetting({ form, label }: { form: Form; label: string }): ReactNode {
  return (
    <CertificateSelect
      label={label}
      value={form.draft.clientCertificate}
      disabled={form.disabled}
      error={saidOf(form, 'clientCertificate')}
      change={(clientCertificate) => form.change({ clientCertificate })}
    />
  )
}

/** One of the station's certificates, each with its days left, or none. */
export function CertificateSelect(props: {
  label: string
  value: string
  change: (name: string) => void
  /** What stands for no certificate. */
  none?: string
  disabled?: boolean
  error?: string | undefined
}): ReactNode {
  const { t } = useWords()
  const { data } = useRead('certificates.list', {})
  return (
    <NativeSelect
      label={props.label}
      value={props.value}
      disabled={props.disabled ?? false}
      error={props.error}
      data={[
        { value: '', label: props.none ?? t('options.no-certificate') },
        ...(data?.items ?? []).map(({ name, daysLeft }) => ({
          value: name,
          label: t('word.with-note', { text: name, note: daysText(t, daysLeft) }),
        })),
      ]}
      onChange={(event) => props.change(event.currentTarget.value)}
    />
  )
}

function daysText(t: ReturnType<typeof useWords>['t'], days: number): string {
  return days < 0 ? t('unit.days-over', { count: -days }) : t('unit.days', { count: days })
}
