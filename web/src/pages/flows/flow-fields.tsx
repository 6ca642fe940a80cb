import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../api/queries.ts'
import { useWords } from '../../words/i18n.ts'
import { otherDays, shifts, usualDays, type FlowDraft } from './flow-draft.ts'

interface FieldsProps {
  readonly draft: FlowDraft
  readonly set: (part: Partial<FlowDraft>) => void
}

/** What a flow is about; partner and direction stay what they are. */
export function WhatFields(props: FieldsProps & { isNew: boolean }): ReactNode {
  const { t } = useWords()
  const { draft, set, isNew } = props
  const { data } = useRead('partners.list', {})
  const names = data?.items.map(({ name }) => name) ?? []
  return (
    <div className="field-grid">
      <TextInput
        label={t('flows.name')}
        required
        maxLength={100}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {isNew && (
        <>
          <NativeSelect
            label={t('list.partner')}
            required
            value={draft.partner}
            data={['', ...names]}
            onChange={(event) => set({ partner: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('flows.direction')}
            value={draft.direction}
            data={(['receive', 'send'] as const).map((value) => ({
              value,
              label: t(`flows.direction.${value}`),
            }))}
            onChange={(event) =>
              set({ direction: event.currentTarget.value as FlowDraft['direction'] })
            }
          />
        </>
      )}
      <TextInput
        label={t('flows.kind')}
        placeholder={t('flows.kind-any')}
        value={draft.documentType}
        onChange={(event) => set({ documentType: event.currentTarget.value })}
      />
    </div>
  )
}

export function TimeFields({ draft, set }: FieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <fieldset>
      <legend>{t('flows.timetable')}</legend>
      <div className="field-grid">
        <TextInput
          label={t('flows.times')}
          description={t('flows.times-help')}
          value={draft.times}
          onChange={(event) => set({ times: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('flows.days')}
          value={draft.days}
          data={[
            ...usualDays.map(([value, word]) => ({ value, label: t(`flows.days.${word}`) })),
            { value: otherDays, label: t('flows.days.other') },
          ]}
          onChange={(event) => set({ days: event.currentTarget.value })}
        />
        {draft.days === otherDays && (
          <TextInput
            label={t('flows.days-text')}
            value={draft.daysText}
            onChange={(event) => set({ daysText: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={t('flows.shift')}
          value={draft.shift}
          data={shifts.map((value) => ({ value, label: t(`flows.shift.${value}`) }))}
          onChange={(event) => set({ shift: event.currentTarget.value as FlowDraft['shift'] })}
        />
      </div>
    </fieldset>
  )
}

export function DueFields({ draft, set }: FieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <fieldset>
      <legend>{t('flows.expectation')}</legend>
      <div className="field-grid">
        <TextInput
          label={t('flows.due')}
          description={t('flows.due-help')}
          value={draft.due}
          onChange={(event) => set({ due: event.currentTarget.value })}
        />
        <NumberInput
          label={t('flows.at-least')}
          min={1}
          hideControls
          value={draft.atLeast}
          onChange={(value) => set({ atLeast: Math.max(1, Math.floor(Number(value))) })}
        />
      </div>
    </fieldset>
  )
}
