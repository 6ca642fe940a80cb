import { useState } from 'react'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import type { ApiFailure } from '../../api/client.ts'
import { reread, useChange } from '../../api/queries.ts'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { changedPart, draftOf, type FlowDraft, type PartName } from './flow-draft.ts'

/** What is typed of one part, over what stood when the typing began. */
export interface Editing<P extends PartName> {
  readonly draft: FlowDraft[P]
  readonly base: string
  readonly revision: number
}

export interface PartEditing<P extends PartName> {
  readonly draft: FlowDraft[P]
  readonly dirty: boolean
  readonly pending: boolean
  readonly failure: ApiFailure | null
  readonly set: (draft: FlowDraft[P]) => void
  readonly save: () => void
  /** Somebody else changed this very part meanwhile. */
  readonly clash: boolean
  readonly accept: () => void
}

/** One part of a flow being changed; what somebody else changes meanwhile loses no input. */
export function usePart<P extends PartName>(
  flow: FlowView,
  part: P,
  {
    editing,
    set,
    done,
  }: {
    readonly editing: Editing<P>
    readonly set: (editing: Editing<P>) => void
    readonly done: (name: string) => void
  },
): PartEditing<P> {
  const change = useChange('flows.change', ['flows', 'today', 'clearing'])
  const [saved, setSaved] = useState(false)
  const stands = textOf(draftOf(flow)[part])
  const { draft, base } = editing
  const dirty = textOf(draft) !== base
  const clash = stands !== base
  useUnsaved(dirty && !saved)
  return {
    ...{ draft, dirty, clash },
    pending: change.isPending,
    failure: change.error,
    set: (next) => set({ ...editing, draft: next }),
    save: () => {
      const body = changedPart(flow, part, draft)
      const revision = clash ? editing.revision : flow.revision
      change.mutate(
        { params: { name: flow.name }, body: { ...body, revision } },
        {
          onSuccess: ({ name }) => {
            setSaved(true)
            done(name)
          },
          // Refused for newer settings: they are shown, under what is typed.
          onError: () => void reread('flows'),
        },
      )
    },
    accept: () => {
      change.reset()
      set({ draft, base: stands, revision: flow.revision })
    },
  }
}

/** To be compared; a part that is not used is the empty text. */
function textOf(draft: FlowDraft[PartName]): string {
  return draft === undefined ? '' : JSON.stringify(draft)
}

/** Typing begins from what stands. */
export function beginEditing<P extends PartName>(flow: FlowView, part: P): Editing<P> {
  const draft = draftOf(flow)[part]
  return { draft, base: textOf(draft), revision: flow.revision }
}
