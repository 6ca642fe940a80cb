import { Button, Textarea } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { FaultView } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { momentText } from '../../parts/moment.ts'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

/** Whether somebody has seen to the fault, and what they wrote. */
export function Acknowledgement({ fault }: { fault: FaultView }): ReactNode {
  const { t, language } = useWords()
  const may = useMay('operator')
  const { acknowledged } = fault
  if (acknowledged !== undefined) {
    const at = momentText(acknowledged.at, language)
    return (
      <div className="acknowledged">
        <StateWord kind="done">{t('fault.acknowledged')}</StateWord>
        <p>{acknowledged.comment}</p>
        <p className="hint">{t('fault.acknowledged-by', { by: acknowledged.by, at })}</p>
      </div>
    )
  }
  return (
    <div className="acknowledged">
      <StateWord kind="waiting">{t('fault.open')}</StateWord>
      {may ? <AcknowledgeForm id={fault.id} /> : <p className="hint">{t('role.needs.operator')}</p>}
    </div>
  )
}

function AcknowledgeForm({ id }: { id: string }): ReactNode {
  const { t } = useWords()
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const acknowledge = useChange('faults.acknowledge', ['faults', 'overview'])
  useUnsaved(comment !== '' && !acknowledge.isSuccess)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const text = comment.trim()
    setMissing(text === '')
    if (text !== '') acknowledge.mutate({ params: { id }, body: { comment: text } })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Textarea
        label={t('fault.comment')}
        description={t('fault.comment-help')}
        value={comment}
        maxLength={1000}
        rows={3}
        error={missing && t('error.required')}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {acknowledge.error !== null && <ErrorNote failure={acknowledge.error} />}
      <Button type="submit" size="sm" loading={acknowledge.isPending}>
        {t('fault.acknowledge')}
      </Button>
    </form>
  )
}
