import { Button, Checkbox, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { addressOf } from '../../api/client.ts'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { Facts, Section } from '../../parts/page.tsx'
import { SaveBar } from '../../parts/save-bar.tsx'
import { useSearch, useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { weekdayNames } from '../flows/draft-days.ts'
import { AddDays } from './add-days.tsx'
import { EntryTable } from './entry-table.tsx'
import { newYearDays, withEntries, type CalendarEntry } from './entries.ts'
import { ImportDays } from './import-days.tsx'
import { builtIn, type CalendarRules } from './use-year.ts'

interface OwnProps {
  readonly name: string
  readonly stands: CalendarRules
  readonly typed: CalendarRules | undefined
  readonly set: (typed: CalendarRules | undefined) => void
  readonly may: boolean
}

/** A calendar of the company's own: what it stands on, and its days. */
export function OwnCalendar(props: OwnProps): ReactNode {
  const { t } = useWords()
  const { name, stands, typed, set, may } = props
  const put = useChange('calendars.put', ['calendars', 'flows', 'today'])
  const rules = typed ?? stands
  const dirty = JSON.stringify(rules) !== JSON.stringify(stands)
  useUnsaved(dirty)
  const add = (entries: readonly CalendarEntry[]): void =>
    set({ ...rules, entries: withEntries(rules.entries, entries) })
  const table = (
    <EntryTable
      entries={rules.entries}
      {...(may && {
        remove: (entry: CalendarEntry) =>
          set({ ...rules, entries: rules.entries.filter((one) => one !== entry) }),
      })}
    />
  )
  if (!may) {
    return (
      <Section title={t('calendar.own-days')} actions={<ExportLink name={name} />}>
        <Facts rows={[[t('calendar.base'), t(`calendar.base.${rules.base}`)]]} />
        {table}
      </Section>
    )
  }
  return (
    <>
      <Section title={t('calendar.own-days')} actions={<ExportLink name={name} />}>
        {table}
        <div className="stack wide">
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => add(newYearDays(t('calendar.new-year-name')))}
          >
            {t('calendar.new-year')}
          </Button>
          <AddDays add={add} />
          <ImportDays add={add} replace={(entries) => set({ ...rules, entries: [...entries] })} />
        </div>
      </Section>
      <Section title={t('calendar.base')}>
        <BaseFields rules={rules} set={set} />
      </Section>
      <form
        className="save-bar"
        onSubmit={(event) => {
          event.preventDefault()
          put.mutate({ params: { name }, body: rules }, { onSuccess: () => set(undefined) })
        }}
      >
        <SaveBar
          failure={put.error}
          dirty={dirty}
          saved={put.isSuccess && !dirty}
          pending={put.isPending}
          undo={() => {
            put.reset()
            set(undefined)
          }}
        />
      </form>
      <RemoveCalendar name={name} />
    </>
  )
}

function ExportLink({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  return (
    <Button
      component="a"
      variant="default"
      size="compact-sm"
      href={addressOf('calendars.export', { params: { name } })}
      download
    >
      {t('calendar.export')}
    </Button>
  )
}

/** Weekdays as a calendar counts them: 0 is Sunday. */
const numbers = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 } as const

function BaseFields(props: {
  rules: CalendarRules
  set: (rules: CalendarRules) => void
}): ReactNode {
  const { t } = useWords()
  const { rules, set } = props
  const weekend = rules.weekend ?? (rules.base === 'everyday' ? [] : [6, 0])
  return (
    <div className="stack wide">
      <NativeSelect
        label={t('calendar.base')}
        value={rules.base}
        data={builtIn.map((value) => ({ value, label: t(`calendar.base.${value}`) }))}
        onChange={(event) =>
          set({ ...rules, base: event.currentTarget.value as CalendarRules['base'] })
        }
      />
      <Checkbox.Group
        label={t('calendar.weekend')}
        value={weekend.map(String)}
        onChange={(days) => set({ ...rules, weekend: days.map(Number).toSorted() })}
      >
        <div className="weekday-row">
          {weekdayNames.map((day) => (
            <Checkbox key={day} value={String(numbers[day])} label={t(`flow.weekday.${day}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </div>
  )
}

function RemoveCalendar({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const [, change] = useSearch()
  const remove = useChange('calendars.remove', ['calendars'])
  return (
    <div className="actions calendar-remove">
      <ConfirmButton
        danger
        label={t('calendar.remove')}
        title={t('calendar.remove-title')}
        text={t('calendar.remove-text')}
        change={remove}
        request={{ params: { name } }}
        onDone={() => change({ calendar: '' })}
      />
    </div>
  )
}
