import { Alert, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'
import { Mark } from './mark.tsx'

/** Somebody else changed what is being typed over: what stands now, and how to go on. */
export function NewerNote(props: {
  rows: readonly (readonly [name: string, value: string])[]
  accept: () => void
}): ReactNode {
  const { t } = useWords()
  return (
    <Alert
      role="alert"
      color="yellow"
      className="error-note"
      icon={<Mark kind="warning" />}
      title={t('newer.title')}
    >
      <p>{t('newer.text')}</p>
      <ul>
        {props.rows.map(([name, value]) => (
          <li key={name}>
            {t('newer.row', { name, value: value === '' ? t('word.none') : value })}
          </li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={props.accept}>
        {t('newer.accept')}
      </Button>
    </Alert>
  )
}
