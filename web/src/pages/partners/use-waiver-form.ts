import type { UseMutationResult } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import type { PartnerTls } from '../../../../src/entry/api/contract.ts'
import { weakenings, type Weakening } from '../../../../src/wire/tls/policy/weakenings.ts'
import type { ApiFailure, Request } from '../../api/client.ts'
import { reread, useChange } from '../../api/queries.ts'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useUser } from '../../shell/session.ts'
import { useNewer } from './use-newer.ts'

export interface WaiverDraft {
  readonly allow: readonly Weakening[]
  readonly reason: string
  readonly by: string
  readonly tunnel: string
  readonly until: string
}

export interface WaiverFormState {
  /** What is typed, over what is proposed. */
  readonly draft: WaiverDraft
  readonly change: (more: Partial<WaiverDraft>) => void
  readonly submit: (event: SubmitEvent) => void
  readonly give: UseMutationResult<PartnerTls, ApiFailure, Request<'partners.waive'>>
  /** What somebody else gave meanwhile of what is typed here. */
  readonly newer: Partial<WaiverDraft>
  readonly accept: () => void
}

/** A waiver being typed; what somebody else changes meanwhile loses no input. */
export function useWaiverForm(name: string, tls: PartnerTls): WaiverFormState {
  const user = useUser()
  const [typed, setTyped] = useState<Partial<WaiverDraft>>({})
  const proposed = { allow: tls.weakenings, reason: '', by: user.name, tunnel: '', until: '' }
  const draft: WaiverDraft = { ...proposed, ...typed }
  const stands: WaiverDraft = { ...none, ...tls.waiver, tunnel: tls.waiver?.tunnel ?? '' }
  const newer = useNewer({ values: stands, revision: tls.waiverRevision }, typed)
  const give = useChange('partners.waive', ['partners', 'audit'])
  useUnsaved(draft.reason !== '')
  return {
    draft,
    change: (more) => {
      newer.begin()
      setTyped((before) => ({ ...before, ...more }))
    },
    submit: (event) => {
      event.preventDefault()
      give.mutate(
        { params: { name }, body: { ...bodyOf(draft), revision: newer.revision } },
        { onSuccess: () => setTyped({}), onError: () => void reread('partners') },
      )
    },
    give,
    newer: Object.fromEntries(newer.clashes.map((key) => [key, stands[key]])),
    accept: () => {
      give.reset()
      newer.accept()
    },
  }
}

/** The list with one more, or without it, in its own order. */
export function toggled(allow: readonly Weakening[], one: Weakening): readonly Weakening[] {
  return weakenings.filter((each) => (each === one) !== allow.includes(each))
}

/** No waiver, as it would be typed. */
const none: WaiverDraft = { allow: [], reason: '', by: '', tunnel: '', until: '' }

function bodyOf({ tunnel, allow, ...rest }: WaiverDraft): Request<'partners.waive'>['body'] {
  const line = tunnel.trim() === '' ? {} : { tunnel: tunnel.trim() }
  return { ...rest, ...line, allow: [...allow] }
}
