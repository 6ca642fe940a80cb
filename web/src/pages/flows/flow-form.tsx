import { Button } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { draftOf, emptyFlow, inputOf, isPlainTimetable, type FlowDraft } from './flow-draft.ts'
import { DueFields, TimeFields, WhatFields } from './flow-fields.tsx'
import { useGoOn } from './use-go-on.ts'

/** A flow that is to be made. */
export function NewFlow(): ReactNode {
  const { t } = useWords()
  return (
    <Page title={t('flows.add')} back={{ to: '/flows', title: t('nav.flows') }}>
      <Section title={t('flows.settings')}>
        <FlowForm />
      </Section>
    </Page>
  )
}

/** Name, kind, times and deadline; other parts of a flow stay as they are. */
export function FlowForm(props: { flow?: FlowView; close?: () => void }): ReactNode {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const { flow, close } = props
  const [first] = useState(() => (flow === undefined ? emptyFlow : draftOf(flow)))
  const [draft, setDraft] = useState<FlowDraft>(first)
  const [saved, setSaved] = useState<string>()
  const add = useChange('flows.add', ['flows', 'today'])
  const change = useChange('flows.change', ['flows', 'today'])
  useUnsaved(saved === undefined && JSON.stringify(draft) !== JSON.stringify(first))
  useGoOn(saved, flow?.name, close)
  const failure = add.error ?? change.error
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const body = inputOf(draft, flow)
    const finish = { onSuccess: ({ name }: FlowView) => setSaved(name) }
    if (flow === undefined) add.mutate({ body }, finish)
    else {
      const changed = { ...body, revision: flow.revision }
      change.mutate({ params: { name: flow.name }, body: changed }, finish)
    }
  }
  const set = (part: Partial<FlowDraft>): void => setDraft({ ...draft, ...part })
  return (
    <form className="stack wide" onSubmit={submit}>
      <WhatFields draft={draft} set={set} isNew={flow === undefined} />
      {flow === undefined || isPlainTimetable(flow) ? (
        <TimeFields draft={draft} set={set} />
      ) : (
        <p className="hint">{t('flows.timetable-other')}</p>
      )}
      <DueFields draft={draft} set={set} />
      {failure !== null && <ErrorNote failure={failure} />}
      <div className="actions">
        <Button type="submit" loading={add.isPending || change.isPending}>
          {t(flow === undefined ? 'action.add' : 'action.save')}
        </Button>
        <Button variant="default" onClick={() => (close ?? (() => navigate('/flows')))()}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}
