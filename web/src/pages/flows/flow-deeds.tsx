import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { HoldFlow, SkipToday } from './stop-flow.tsx'

/** What can be done with a flow: run now, hold, release, remove. */
export function FlowDeeds(props: { flow: FlowView; follow: (run: string) => void }): ReactNode {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const { flow, follow } = props
  const [mayRun, mayRemove] = [useMay('operator'), useMay('admin')]
  const start = useChange('flows.run', ['today'])
  const release = useChange('flows.release', ['flows', 'today'])
  const remove = useChange('flows.remove', ['flows', 'today'])
  const request = { params: { name: flow.name } }
  return (
    <>
      {start.error !== null && <ErrorNote failure={start.error} />}
      {mayRemove && (
        <ConfirmButton
          danger
          label={t('flows.remove')}
          title={t('flows.remove-title')}
          text={t('flows.remove-text')}
          change={remove}
          request={request}
          onDone={() => navigate('/flows')}
        />
      )}
      {mayRun && flow.hold === undefined && <SkipToday flow={flow} />}
      {mayRun && flow.hold === undefined && <HoldFlow name={flow.name} />}
      {mayRun && flow.hold?.of === 'flow' && (
        <ConfirmButton
          label={t('flows.release')}
          title={t('flows.release-title')}
          text={t('flows.release-text')}
          change={release}
          request={request}
        />
      )}
      {mayRun && flow.hold === undefined && (
        <Button
          size="sm"
          loading={start.isPending}
          onClick={() => start.mutate(request, { onSuccess: ({ id }) => follow(id) })}
        >
          {t(`flows.run.${flow.direction}`)}
        </Button>
      )}
    </>
  )
}
