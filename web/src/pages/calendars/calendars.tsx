import { Button, NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { calendarName } from '../flows/flow-facts.tsx'
import { partsOf } from '../flows/flow-parts.ts'
import { NewCalendar } from './new-calendar.tsx'
import { OwnCalendar } from './own-calendar.tsx'
import { builtIn, useNamedCalendar, type CalendarRules } from './use-year.ts'
import { YearView } from './year-view.tsx'

/** 営業カレンダー: which days are closed, a year at a glance. */
export function Calendars(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const [search, change] = useSearch()
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useRead('calendars.list', {})
  const own = data?.items.map(({ name }) => name) ?? []
  const chosen = search.get('calendar') ?? own[0] ?? 'japan'
  const year = Number(search.get('year') ?? new Date().getFullYear())
  return (
    <Page
      title={t('nav.calendars')}
      below={<p className="hint">{t('calendar.text')}</p>}
      actions={
        may && (
          <Button size="sm" onClick={() => setAdding(true)}>
            {t('calendar.add')}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {adding && (
        <NewCalendar
          known={own}
          close={(name) => {
            setAdding(false)
            if (name !== undefined) change({ calendar: name })
          }}
        />
      )}
      {data !== undefined && (
        <>
          <div className="row calendar-head">
            <NativeSelect
              label={t('calendar.choose')}
              value={chosen}
              data={[...new Set([...own, ...builtIn, chosen])].map((name) => ({
                value: name,
                label: calendarName(name, t),
              }))}
              onChange={(event) => change({ calendar: event.currentTarget.value })}
            />
            <YearSwitch year={year} set={(next) => change({ year: String(next) })} />
          </div>
          <Chosen key={chosen} name={chosen} year={year} />
        </>
      )}
    </Page>
  )
}

function YearSwitch({ year, set }: { year: number; set: (year: number) => void }): ReactNode {
  const { t } = useWords()
  return (
    <Button.Group>
      <Button
        variant="default"
        size="sm"
        aria-label={t('calendar.year-before')}
        onClick={() => set(year - 1)}
      >
        ‹
      </Button>
      <Button.GroupSection variant="default" size="sm">
        {t('calendar.year', { year })}
      </Button.GroupSection>
      <Button
        variant="default"
        size="sm"
        aria-label={t('calendar.year-after')}
        onClick={() => set(year + 1)}
      >
        ›
      </Button>
    </Button.Group>
  )
}

function Chosen({ name, year }: { name: string; year: number }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const rules = useNamedCalendar(name)
  const [typed, setTyped] = useState<CalendarRules>()
  const isOwn = !builtIn.some((one) => one === name)
  if (rules === undefined) return <p className="hint">{t('list.empty')}</p>
  return (
    <div className="calendar-page">
      <div>
        <YearView rules={typed ?? rules} year={year} isTyped={typed !== undefined} />
        <UsedBy name={name} />
      </div>
      <div>
        {isOwn ? (
          <OwnCalendar name={name} stands={rules} typed={typed} set={setTyped} may={may} />
        ) : (
          <Section title={t('calendar.built-in')}>
            <p>{calendarName(name, t)}</p>
            <p className="hint">{t('calendar.add-text')}</p>
          </Section>
        )}
      </div>
    </div>
  )
}

function UsedBy({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const { data } = useRead('flows.list', {})
  const users = (data?.items ?? []).filter((flow) => partsOf(flow).timetable?.calendar === name)
  return (
    <Section title={t('calendar.flows')}>
      {users.length === 0 ? (
        <p className="hint">{t('calendar.no-flows')}</p>
      ) : (
        <ul className="plain-lines">
          {users.map((flow) => (
            <li key={flow.id}>
              <Link href={`/flows/${encodeURIComponent(flow.name)}`}>{flow.name}</Link>{' '}
              <span className="hint">{flow.partner}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
