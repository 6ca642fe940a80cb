import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { sizeText } from '../../parts/moment.ts'
import { Facts, Section } from '../../parts/page.tsx'
import { SaveBar } from '../../parts/save-bar.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'

type ClearingPreviewView = ResponseOf<'clearing.preview'>
type ClearingSettingsView = ClearingPreviewView['settings']

const days = [
  'payloadDays',
  'recordDays',
  'messageIdDays',
  'exchangeDays',
  'faultDays',
  'outputDays',
  'auditDays',
] as const
const fields = ['at', ...days] as const
type Field = (typeof fields)[number]

/** 整理: how long what is kept, what would go now, and a clearing by hand. */
export function Clearing(): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('clearing.preview', {})
  return (
    <Section title={t('clearing.title')} id="clearing">
      <p className="hint">{t('clearing.text')}</p>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data !== undefined && (
        <>
          <DaysForm settings={data.settings} onSaved={() => void refetch()} />
          <Going preview={data} onCleared={() => void refetch()} />
        </>
      )}
    </Section>
  )
}

function DaysForm(props: { settings: ClearingSettingsView; onSaved: () => void }): ReactNode {
  const { t } = useWords()
  const [changes, setChanges] = useState<Partial<Record<Field, string>>>({})
  const change = useChange('clearing.set', ['settings', 'audit'])
  const stands = (field: Field): string => String(props.settings[field] ?? '')
  const value = (field: Field): string => changes[field] ?? stands(field)
  const dirty = fields.some((field) => value(field) !== stands(field))
  useUnsaved(dirty)
  const saved = (): void => {
    setChanges({})
    props.onSaved()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ body: bodyOf(value) }, { onSuccess: saved })
      }}
    >
      <div className="field-grid">
        {fields.map((field) => (
          <TextInput
            key={field}
            label={t(`clearing.${field}`)}
            value={value(field)}
            onChange={(event) => setChanges({ ...changes, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <SaveBar
        failure={change.error}
        dirty={dirty}
        saved={change.isSuccess}
        pending={change.isPending}
        undo={() => setChanges({})}
      />
    </form>
  )
}

/** Empty fields are left out: what they name is kept for ever. */
function bodyOf(value: (field: Field) => string): ClearingSettingsView {
  const set = days.flatMap((field) => (value(field) === '' ? [] : [[field, Number(value(field))]]))
  return {
    ...(Object.fromEntries(set) as ClearingSettingsView),
    ...(value('at') === '' ? {} : { at: value('at') }),
  }
}

function Going(props: { preview: ClearingPreviewView; onCleared: () => void }): ReactNode {
  const { t } = useWords()
  const run = useChange('clearing.run', ['documents', 'exchanges', 'faults', 'audit'])
  const { payloads, bytes, records, history, staying } = props.preview
  const all = payloads + records + Object.values(history).reduce((sum, one) => sum + one, 0)
  const rows: (readonly [string, ReactNode])[] = [
    [t('clearing.payloads'), t('clearing.with-size', { count: payloads, size: sizeText(bytes) })],
    [t('clearing.records'), String(records)],
    [t('clearing.exchanges'), String(history.exchanges)],
    [t('clearing.faults'), String(history.faults)],
    [t('clearing.outputs'), String(history.outputs)],
    [t('clearing.messages'), String(history.messages)],
    [t('clearing.audit'), String(history.audit)],
    ...staying.map(
      ({ why, count }) =>
        [t('clearing.stays', { why: t(`clearing.why.${why}`) }), String(count)] as const,
    ),
  ]
  return (
    <>
      <h3>{t('clearing.going')}</h3>
      <Facts rows={rows} />
      {all > 0 && (
        <ConfirmButton
          label={t('clearing.run')}
          title={t('clearing.run-title')}
          text={t('clearing.run-text', { payloads, records })}
          change={run}
          request={{ body: {} }}
          danger
          onDone={props.onCleared}
        />
      )}
    </>
  )
}
