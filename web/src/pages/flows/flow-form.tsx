import { Button, NativeSelect } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import type { ApiFailure } from '../../api/client.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { FormFailure, saidAt } from '../../parts/form-failure.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { leaveIfSaved, useSearch, useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { triedFolder } from './draft-folder.ts'
import { timetableOf } from './draft-timetable.ts'
import {
  additionOf,
  newBasic,
  type FlowDraft,
  type FlowPlace,
  type PartName,
} from './flow-draft.ts'
import { saidOf, saidOfFailure } from './flow-failure.ts'
import { TriedRuns } from './next-runs.tsx'
import { PartFields, placesOf, type PartFacts } from './part-fields.tsx'
import { useFlowTrial } from './use-flow-trial.ts'
import { useGoOn } from './use-go-on.ts'

const empty: FlowDraft = {
  basic: newBasic,
  timetable: undefined,
  folder: undefined,
  programs: [],
  expectations: [],
}

/** A flow that is to be made; the address may name its partner. */
export function NewFlow(): ReactNode {
  const { t } = useWords()
  const [search] = useSearch()
  const partner = search.get('partner') ?? ''
  return (
    <Page title={t('flows.add')} back={{ to: '/flows', title: t('nav.flows') }}>
      <NewFlowForm first={{ partner, direction: 'receive' }} />
    </Page>
  )
}

function NewFlowForm({ first }: { first: FlowPlace }): ReactNode {
  const { t } = useWords()
  const [draft, setDraft] = useState(empty)
  const [place, setPlace] = useState(first)
  const [saved, setSaved] = useState<string>()
  const { data } = useRead('partners.list', {})
  const add = useChange('flows.add', ['flows', 'today'])
  const isTyped = draft !== empty || place !== first
  useUnsaved(isTyped && saved === undefined)
  useGoOn(saved)
  const { direction, partner } = place
  const trial = useFlowTrial(tried(draft, place))
  const said = saidAt(saidOfFailure(add.error))
  const live = saidAt(saidOf(trial?.troubles ?? []))
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const format = data?.items.find(({ name }) => name === partner)?.formatType
    const body = additionOf(draft, place, format)
    add.mutate({ body }, { onSuccess: ({ name }) => setSaved(name) })
  }
  const facts: PartFacts = {
    direction,
    hasTimetable: draft.timetable !== undefined,
    fileName: trial?.fileName,
  }
  const part = (name: PartName): ReactNode => (
    <PartFields
      part={name}
      form={{
        draft: draft[name],
        set: (next) => setDraft((before) => ({ ...before, [name]: next })),
        ...{ said, live },
        place: name === 'basic' ? '' : name,
      }}
      facts={facts}
    />
  )
  return (
    <form onSubmit={submit}>
      <div className="flow-page">
        <div>
          <Section title={t('flow.part.basic')}>
            <PlaceFields
              place={place}
              set={(next) => {
                setPlace(next)
                // What belongs to the other direction only would be refused.
                if (next.direction !== direction) {
                  setDraft({ ...draft, folder: undefined, programs: [], expectations: [] })
                }
              }}
              said={said}
            />
            {part('basic')}
          </Section>
          {(['timetable', 'folder', 'programs', 'expectations'] as const).map((name) => (
            <Section key={name} title={t(`flow.part.${name}`)}>
              {part(name)}
            </Section>
          ))}
        </div>
        <div>{trial !== undefined && <TriedRuns trial={trial} />}</div>
      </div>
      <AddBar failure={add.error} pending={add.isPending} />
    </form>
  )
}

function AddBar(props: { failure: ApiFailure | null; pending: boolean }): ReactNode {
  const { t } = useWords()
  const [, navigate] = useLocation()
  return (
    <div className="save-bar">
      <FormFailure
        failure={props.failure}
        fields={[...Object.values(placesOf).flat(), 'partner', 'direction']}
      />
      <div className="actions">
        <Button type="submit" loading={props.pending}>
          {t('action.add')}
        </Button>
        <Button variant="default" onClick={() => leaveIfSaved(() => navigate('/flows'))}>
          {t('action.cancel')}
        </Button>
      </div>
    </div>
  )
}

function tried(draft: FlowDraft, place: FlowPlace): Parameters<typeof useFlowTrial>[0] {
  const { timetable, folder, basic } = draft
  if (timetable === undefined && folder === undefined) return undefined
  const documentType = basic.documentType.trim()
  return {
    ...place,
    name: basic.name,
    ...(documentType === '' ? {} : { kind: { documentType, formatType: basic.formatType } }),
    ...(timetable === undefined ? {} : { timetable: timetableOf(timetable) }),
    ...(folder === undefined ? {} : { folder: triedFolder(folder, place.direction) }),
  }
}

/** Partner and direction: once it is made, a flow keeps them. */
function PlaceFields(props: {
  place: FlowPlace
  set: (place: FlowPlace) => void
  said: (field: string) => string | undefined
}): ReactNode {
  const { t } = useWords()
  const { place, set, said } = props
  const { data } = useRead('partners.list', {})
  const names = data?.items.map(({ name }) => name) ?? []
  return (
    <div className="field-grid">
      <NativeSelect
        label={t('list.partner')}
        required
        withAsterisk={false}
        value={place.partner}
        error={said('partner')}
        data={[...new Set(['', ...names, place.partner])]}
        onChange={(event) => set({ ...place, partner: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('flows.direction')}
        value={place.direction}
        error={said('direction')}
        data={(['receive', 'send'] as const).map((value) => ({
          value,
          label: t(`flows.direction.${value}`),
        }))}
        onChange={(event) =>
          set({ ...place, direction: event.currentTarget.value as FlowPlace['direction'] })
        }
      />
    </div>
  )
}
