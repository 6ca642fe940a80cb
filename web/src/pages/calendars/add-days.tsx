import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ChoicePart, TextPart, type PartForm } from '../../parts/form-part.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { entriesOf, type CalendarEntry, type DaysTrouble } from './entries.ts'

interface DaysDraft {
  readonly from: string
  readonly to: string
  readonly repeat: string
  readonly kind: string
  readonly name: string
}

const empty: DaysDraft = { from: '', to: '', repeat: 'once', kind: 'closed', name: '' }
const fieldOf: Readonly<Record<DaysTrouble, keyof DaysDraft>> = {
  'no-date': 'from',
  backwards: 'to',
  'too-long': 'to',
}

/** Closed or open days, one or several, of this year or of each. */
export function AddDays({ add }: { add: (entries: readonly CalendarEntry[]) => void }): ReactNode {
  const { t } = useWords()
  const [draft, set] = useState(empty)
  const [trouble, setTrouble] = useState<DaysTrouble>()
  useUnsaved(draft.from !== '' || draft.name !== '')
  const form: PartForm<DaysDraft> = {
    draft,
    set,
    place: '',
    said: (field) =>
      trouble !== undefined && fieldOf[trouble] === field ? t(`calendar.${trouble}`) : undefined,
  }
  const take = (): void => {
    const found = entriesOf({
      ...draft,
      kind: draft.kind === 'open' ? 'open' : 'closed',
      isYearly: draft.repeat === 'yearly',
    })
    setTrouble(typeof found === 'string' ? found : undefined)
    if (typeof found === 'string') return
    add(found)
    set({ ...empty, kind: draft.kind, repeat: draft.repeat })
  }
  return (
    <fieldset className="part-entry">
      <legend>{t('calendar.new-day')}</legend>
      <div className="day-fields">
        <TextPart form={form} field="from" type="date" label={t('calendar.from')} />
        <TextPart
          form={form}
          field="to"
          type="date"
          label={t('calendar.to')}
          help={t('calendar.to-help')}
        />
        <ChoicePart
          form={form}
          field="kind"
          label={t('calendar.kind')}
          choices={[
            ['closed', t('calendar.kind.closed')],
            ['open', t('calendar.kind.open')],
          ]}
        />
        <ChoicePart
          form={form}
          field="repeat"
          label={t('calendar.repeat')}
          choices={[
            ['once', t('calendar.once')],
            ['yearly', t('calendar.yearly')],
          ]}
        />
        <TextPart form={form} field="name" label={t('calendar.label')} longest={100} />
      </div>
      <Button variant="default" size="compact-sm" onClick={take}>
        {t('action.add')}
      </Button>
    </fieldset>
  )
}
