import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { ChoicePart, TextPart, type PartForm } from '../../parts/form-part.tsx'
import { useWords } from '../../words/i18n.ts'
import { daysKinds, weekdayNames, type DaysDraft } from './draft-days.ts'

/** On which days: chosen, or as the command line writes them. */
export function DaysFields({
  form,
  label,
}: {
  form: PartForm<DaysDraft>
  label: string
}): ReactNode {
  const { t } = useWords()
  const { kind } = form.draft
  const typed = { draft: form.draft, set: form.set, place: '' }
  const wrong: PartForm<DaysDraft> = {
    ...typed,
    said: () => form.said(form.place),
    live: () => form.live?.(form.place),
  }
  const fine: PartForm<DaysDraft> = { ...typed, said: () => undefined }
  const isTyped = kind === 'month-day' || kind === 'other'
  return (
    <>
      <ChoicePart
        form={isTyped ? fine : wrong}
        field="kind"
        label={label}
        choices={daysKinds.map((one) => [one, t(`flow.days.${one}`)] as const)}
      />
      {kind === 'weekdays' && (
        <Checkbox.Group
          className="weekdays"
          label={t('flow.weekdays')}
          value={[...form.draft.weekdays]}
          onChange={(weekdays) => form.set({ ...form.draft, weekdays })}
        >
          <div className="weekday-row">
            {weekdayNames.map((name) => (
              <Checkbox key={name} value={name} label={t(`flow.weekday.${name}`)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {kind === 'month-day' && (
        <TextPart form={wrong} field="monthDays" label={t('flow.month-days')} numeric />
      )}
      {kind === 'other' && <TextPart form={wrong} field="text" label={t('flow.days-text')} mono />}
    </>
  )
}
