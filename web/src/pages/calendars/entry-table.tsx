import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../words/i18n.ts'
import { inOrder, whenText, type CalendarEntry } from './entries.ts'

/** The own days of a calendar. */
export function EntryTable(props: {
  entries: readonly CalendarEntry[]
  remove?: (entry: CalendarEntry) => void
}): ReactNode {
  const { t } = useWords()
  const { entries, remove } = props
  if (entries.length === 0) return <p className="hint">{t('calendar.no-own-days')}</p>
  return (
    <div className="scroll-box">
      <table className="plain-table entry-table">
        <thead>
          <tr>
            <th scope="col">{t('calendar.when')}</th>
            <th scope="col">{t('calendar.kind')}</th>
            <th scope="col">{t('calendar.label')}</th>
            {remove !== undefined && <td />}
          </tr>
        </thead>
        <tbody>
          {inOrder(entries).map((entry) => (
            <tr key={JSON.stringify(entry)}>
              <td>
                <WhenText when={entry.when} />
              </td>
              <td className="nowrap">{t(`calendar.kind.${entry.kind}`)}</td>
              <td>{entry.name ?? ''}</td>
              {remove !== undefined && (
                <td>
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={`${t('action.remove')} ${whenText(entry.when).text}`}
                    onClick={() => remove(entry)}
                  >
                    {t('action.remove')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function WhenText({ when }: Pick<CalendarEntry, 'when'>): ReactNode {
  const { t } = useWords()
  const { text, isYearly } = whenText(when)
  return isYearly ? t('calendar.each-year', { date: text }) : text
}
