import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { base64Of } from '../../api/file-text.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop, mostBytes } from '../../parts/file-drop.tsx'
import { useWords } from '../../words/i18n.ts'
import type { CalendarEntry } from './entries.ts'

/** Days out of a CSV: read, shown, and then taken as one decides. */
export function ImportDays(props: {
  add: (entries: readonly CalendarEntry[]) => void
  replace: (entries: readonly CalendarEntry[]) => void
}): ReactNode {
  const { t } = useWords()
  const read = useChange('calendars.read', [])
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    read.mutate({ body: { content: await base64Of(file) } })
  }
  const found = read.data
  const choose = (take: (entries: readonly CalendarEntry[]) => void): void => {
    take(found?.entries ?? [])
    read.reset()
  }
  return (
    <>
      <FileDrop
        label={t('calendar.import')}
        help={t('calendar.import-text')}
        accept=".csv,.txt"
        most={mostBytes.certificate}
        take={([file]) => void readFile(file)}
      />
      {read.error !== null && <ErrorNote failure={read.error} />}
      {found !== undefined && (
        <div role="status" className="stack">
          <p>{t('calendar.import-found', { count: found.entries.length })}</p>
          {found.findings.map(({ line, text }) => (
            <p key={line} className="field-error">
              {t('calendar.import-wrong', { line, text })}
            </p>
          ))}
          {found.entries.length > 0 && (
            <div className="actions">
              <Button size="compact-sm" variant="default" onClick={() => choose(props.add)}>
                {t('calendar.import-add')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => choose(props.replace)}>
                {t('calendar.import-replace')}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}
