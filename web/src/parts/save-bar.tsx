import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ApiFailure } from '../api/client.ts'
import { useWords } from '../words/i18n.ts'
import { ErrorNote } from './error-note.tsx'

/** The end of a form: apply, undo, and how it stands. */
export function SaveBar(props: {
  failure: ApiFailure | null
  dirty: boolean
  saved: boolean
  pending: boolean
  undo: () => void
  /** Said above, such as what somebody else changed meanwhile. */
  note?: ReactNode
}): ReactNode {
  const { t } = useWords()
  return (
    <>
      {props.note}
      {props.failure !== null && <ErrorNote failure={props.failure} />}
      <div className="actions">
        <Button type="submit" loading={props.pending} disabled={!props.dirty}>
          {t('action.apply')}
        </Button>
        <Button variant="default" disabled={!props.dirty} onClick={props.undo}>
          {t('action.undo')}
        </Button>
        <span className="hint" role="status">
          {props.dirty ? t('unsaved.mark') : props.saved && t('saved.mark')}
        </span>
      </div>
    </>
  )
}
