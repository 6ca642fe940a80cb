import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { figureText } from '../../parts/figures.ts'
import { Facts } from '../../parts/page.tsx'
import { SaveBar } from '../../parts/save-bar.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'

type Settings = ResponseOf<'clearing.preview'>['settings']

/** A flow that has a number of its own. */
export interface FlowDays {
  readonly name: string
  readonly keepDays: number
}

interface Props {
  readonly settings: Settings
  readonly flows: readonly FlowDays[]
}

const days = [
  'payloadDays',
  'recordDays',
  'messageIdDays',
  'exchangeDays',
  'faultDays',
  'outputDays',
  'auditDays',
] as const
const fields = [...days, 'at'] as const
type Field = (typeof fields)[number]

/** What holds where nothing is set; all else is kept for ever. */
const standards: Partial<Record<Field, string>> = { at: '03:30', messageIdDays: '400' }

/** After how many days what goes; an empty field keeps it for ever. */
export function DaysForm({ settings, flows }: Props): ReactNode {
  const { t } = useWords()
  const [changes, setChanges] = useState<Partial<Record<Field, string>>>({})
  const change = useChange('clearing.set', ['settings', 'clearing', 'audit'])
  const stands = (field: Field): string => String(settings[field] ?? '')
  const value = (field: Field): string => changes[field] ?? stands(field)
  const dirty = fields.some((field) => value(field) !== stands(field))
  useUnsaved(dirty)
  const wrong = change.error?.said
  const labelOf = (field: Field): string => {
    const what = t(`clearing.${field}`)
    return field === 'at' ? what : t('clearing.in-days', { what })
  }
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ body: bodyOf(value) }, { onSuccess: () => setChanges({}) })
      }}
    >
      <p className="hint">{t('clearing.days-text')}</p>
      <div className="field-grid">
        {fields.map((field) => (
          <TextInput
            key={field}
            label={labelOf(field)}
            value={value(field)}
            placeholder={standards[field] ?? t('clearing.for-ever')}
            {...(field === 'at' ? {} : { inputMode: 'numeric' })}
            error={wrong?.field?.split('.').at(-1) === field && wrong.message}
            onChange={(event) => setChanges({ ...changes, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <DaysOfFlows flows={flows} />
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
function bodyOf(value: (field: Field) => string): Settings {
  const set = days.flatMap((field) => (value(field) === '' ? [] : [[field, Number(value(field))]]))
  return {
    ...(Object.fromEntries(set) as Settings),
    ...(value('at') === '' ? {} : { at: value('at') }),
  }
}

/** The same for who may not change it. */
export function DaysSet({ settings, flows }: Props): ReactNode {
  const { t } = useWords()
  const said = (field: Field): string => {
    const set = settings[field] ?? standards[field]
    if (set === undefined) return t('clearing.for-ever')
    return field === 'at' ? String(set) : t('clearing.count-days', { count: figureText(set) })
  }
  return (
    <div className="stack wide facts-wide">
      <p className="hint">{t('role.needs.admin')}</p>
      <Facts rows={fields.map((field) => [t(`clearing.${field}`), said(field)])} />
      <DaysOfFlows flows={flows} />
    </div>
  )
}

function DaysOfFlows({ flows }: Pick<Props, 'flows'>): ReactNode {
  const { t } = useWords()
  if (flows.length === 0) return null
  return (
    <div>
      <p className="hint">{t('clearing.flows')}</p>
      <ul>
        {flows.map(({ name, keepDays }) => (
          <li key={name}>
            <Link href={`/flows/${encodeURIComponent(name)}`}>{name}</Link>{' '}
            {t('clearing.count-days', { count: figureText(keepDays) })}
          </li>
        ))}
      </ul>
    </div>
  )
}
