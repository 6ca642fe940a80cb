import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { SettingsView } from '../../../../src/entry/api/contract.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { SaveBar } from '../../parts/save-bar.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { Recovery } from './recovery.tsx'
import { SettingsTransfer } from './settings-transfer.tsx'

const texts = ['host', 'tlsCertificate', 'tlsKey'] as const
const ports = ['jxPort', 'consolePort'] as const
const limits = [
  'documentBytes',
  'unpackedBytes',
  'unpackRatio',
  'minimumRate',
  'rateWindowSeconds',
  'silenceSeconds',
] as const
type Field = (typeof texts)[number] | (typeof ports)[number] | (typeof limits)[number]

/** 設定 of the station. */
export function Settings(): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('settings.show', {})
  return (
    <Page title={t('nav.settings')}>
      <p className="hint">{t('settings.text')}</p>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <SettingsForm settings={data} />}
      <SettingsTransfer />
      <Section title={t('recovery.title')}>
        <p className="hint">{t('recovery.help')}</p>
        <Recovery />
      </Section>
    </Page>
  )
}

function SettingsForm({ settings }: { settings: SettingsView }): ReactNode {
  const { t } = useWords()
  const [changes, setChanges] = useState<Partial<Record<Field, string>>>({})
  const change = useChange('settings.change', ['settings', 'audit'])
  const stands: { readonly [F in Field]?: string | number | undefined } = {
    ...settings,
    ...settings.limits,
  }
  const value = (field: Field): string => changes[field] ?? String(stands[field] ?? '')
  const dirty = Object.entries(changes).some(
    ([field, text]) => text !== String(stands[field as Field] ?? ''),
  )
  useUnsaved(dirty)
  const input = (field: Field): ReactNode => (
    <TextInput
      key={field}
      label={t(`settings.${field}`)}
      value={value(field)}
      error={change.error?.said.field?.split('.').at(-1) === field && change.error.said.message}
      onChange={(event) => setChanges({ ...changes, [field]: event.currentTarget.value })}
    />
  )
  const save = (): void =>
    change.mutate({ body: bodyOf(value, settings) }, { onSuccess: () => setChanges({}) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Section title={t('settings.listen')}>
        <div className="field-grid">{[...texts, ...ports].map(input)}</div>
      </Section>
      <Section title={t('settings.limits')}>
        <p className="hint">{t('settings.default')}</p>
        <div className="field-grid">{limits.map(input)}</div>
      </Section>
      <div className="save-bar">
        <SaveBar
          failure={change.error}
          dirty={dirty}
          saved={change.isSuccess}
          pending={change.isPending}
          undo={() => setChanges({})}
        />
      </div>
    </form>
  )
}

/** Empty fields are left out and get their defaults. */
function bodyOf(
  value: (field: Field) => string,
  { clearing, watchers }: SettingsView,
): SettingsView {
  const kept = limits.flatMap((field) =>
    value(field) === '' ? [] : [[field, Number(value(field))]],
  )
  const files = (['tlsCertificate', 'tlsKey'] as const).flatMap((field) =>
    value(field) === '' ? [] : [[field, value(field)]],
  )
  return {
    ...(Object.fromEntries(files) as Partial<SettingsView>),
    host: value('host'),
    jxPort: Number(value('jxPort')),
    consolePort: Number(value('consolePort')),
    limits: Object.fromEntries(kept) as SettingsView['limits'],
    // It has a page of its own.
    ...(clearing === undefined ? {} : { clearing }),
    ...(watchers === undefined ? {} : { watchers }),
  }
}
