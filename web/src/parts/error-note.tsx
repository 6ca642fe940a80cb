import { Alert, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ApiFailure } from '../api/client.ts'
import { useWords } from '../words/i18n.ts'
import { Mark } from './mark.tsx'
import { Actions } from './remedies.tsx'

/** A failure in its place: what happened, what to do, and the ID to name on the telephone. */
export function ErrorNote(props: { failure: ApiFailure; again?: () => void }): ReactNode {
  const { t } = useWords()
  const { said } = props.failure
  return (
    <Alert
      role="alert"
      color="red"
      className="error-note"
      icon={<Mark kind="fault" />}
      title={said.id === '' ? t('error.title') : `${t('error.title')} ${said.id}`}
    >
      <p className="error-message">{said.message}</p>
      <p>
        <b>{t('error.remedy')}: </b>
        {said.remedy}
      </p>
      <Actions all={said.actions} />
      {said.advisory !== undefined && (
        <p>
          <Link href={`/advisories/${encodeURIComponent(said.advisory)}`}>
            {t('advisory.open-known')}
          </Link>
        </p>
      )}
      {said.retryAfterSeconds !== undefined && (
        <p>{t('session.wait', { seconds: said.retryAfterSeconds })}</p>
      )}
      {props.again !== undefined && (
        <Button size="compact-sm" variant="default" onClick={props.again}>
          {t('action.retry')}
        </Button>
      )}
    </Alert>
  )
}
