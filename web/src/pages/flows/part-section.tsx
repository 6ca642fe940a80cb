import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { FormFailure, saidAt } from '../../parts/form-failure.tsx'
import { NewerNote } from '../../parts/newer-note.tsx'
import { Facts, Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { draftOf, type PartName } from './flow-draft.ts'
import { saidOf, saidOfFailure } from './flow-failure.ts'
import { rowsOf } from './flow-facts.tsx'
import { begunPart, isUsed, PartFields, placesOf } from './part-fields.tsx'
import type { FlowTrial } from './use-flow-trial.ts'
import { beginEditing, usePart, type Editing } from './use-part.ts'

interface PartProps<P extends PartName> {
  readonly flow: FlowView
  readonly part: P
  readonly editing: Editing<P> | undefined
  readonly set: (editing: Editing<P> | undefined) => void
  readonly trial: FlowTrial | undefined
  /** It was saved under this name. */
  readonly done: (name: string) => void
}

/** One part of a flow: sentences until somebody edits them; only this part is saved. */
export function PartSection<P extends PartName>(props: PartProps<P>): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { flow, part, editing, set } = props
  const title = t(`flow.part.${part}`)
  const used = isUsed(draftOf(flow)[part])
  const begin = (): void => {
    const begun = beginEditing(flow, part)
    const facts = { direction: flow.direction, hasTimetable: flow['timetable'] !== undefined }
    set(used ? begun : { ...begun, draft: begunPart(part, facts) })
  }
  return (
    <Section
      title={title}
      actions={
        may &&
        editing === undefined && (
          <Button
            variant="default"
            size="sm"
            aria-label={t(used ? 'flow.edit-part' : 'flow.use-part', { part: title })}
            onClick={begin}
          >
            {t(used ? 'flows.edit' : 'action.add')}
          </Button>
        )
      }
    >
      {editing === undefined ? (
        <Facts rows={rowsOf(flow, part, t)} />
      ) : (
        <PartForm {...props} editing={editing} />
      )}
    </Section>
  )
}

function PartForm<P extends PartName>(
  props: PartProps<P> & { readonly editing: Editing<P> },
): ReactNode {
  const { t } = useWords()
  const { flow, part, trial, set } = props
  const state = usePart(flow, part, {
    editing: props.editing,
    set,
    done: (name) => {
      set(undefined)
      props.done(name)
    },
  })
  const said = saidAt(saidOfFailure(state.failure))
  const live = saidAt(saidOf(trial?.troubles ?? []))
  const hasTimetable = flow['timetable'] !== undefined
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        state.save()
      }}
    >
      <PartFields
        part={part}
        form={{
          draft: state.draft,
          set: state.set,
          said,
          live,
          place: part === 'basic' ? '' : part,
        }}
        facts={{ direction: flow.direction, hasTimetable, fileName: trial?.fileName }}
      />
      {state.clash && <NewerNote rows={rowsOf(flow, part, t)} accept={state.accept} />}
      <FormFailure failure={state.failure} fields={placesOf[part]} />
      <div className="actions">
        <Button type="submit" loading={state.pending}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={() => set(undefined)}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}
