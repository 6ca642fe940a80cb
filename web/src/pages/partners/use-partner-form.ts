import { useState } from 'react'
import { reread, useChange } from '../../api/queries.ts'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { bodyOf, draftOf, type Draft, type SecretField } from './draft.ts'
import type { Form } from './fields.tsx'
import type { PartnerDetail } from './partner-detail.ts'
import { useNewer } from './use-newer.ts'

export interface PartnerForm {
  readonly form: Form
  readonly dirty: boolean
  readonly saved: boolean
  readonly pending: boolean
  readonly save: () => void
  readonly undo: () => void
  /** What somebody else changed of what is typed here: the newer values. */
  readonly newer: Partial<Draft>
  readonly accept: () => void
}

/** The settings of a partner being changed; what is not on the form stays as it is. */
export function usePartnerForm({ partner, revision, secretMarks }: PartnerDetail): PartnerForm {
  const may = useMay('admin')
  const [changes, setChanges] = useState<Partial<Draft>>({})
  const stands = draftOf(partner)
  const draft: Draft = { ...stands, ...changes }
  const newer = useNewer({ values: { ...stands, ...standing(secretMarks) }, revision }, changes)
  const put = useChange('partners.change', ['partners', 'certificates', 'audit'])
  const dirty = JSON.stringify(draft) !== JSON.stringify(stands)
  useUnsaved(dirty)
  return {
    form: {
      draft,
      change: (more) => {
        newer.begin()
        setChanges((before) => ({ ...before, ...more }))
      },
      failure: put.error,
      disabled: !may,
    },
    dirty,
    saved: put.isSuccess && !dirty,
    pending: put.isPending,
    save: () =>
      put.mutate(
        { params: { name: partner.name }, body: { ...bodyOf(draft), revision: newer.revision } },
        {
          onSuccess: () => setChanges({}),
          // Refused for newer settings: they are shown, under what is typed.
          onError: () => void reread('partners'),
        },
      ),
    undo: () => {
      put.reset()
      setChanges({})
    },
    newer: Object.fromEntries(newer.clashes.map((key) => [key, stands[key]])),
    accept: () => {
      put.reset()
      newer.accept()
    },
  }
}

/** Secrets are never shown; that another one was saved is seen by its mark. */
function standing({
  password = '',
  proxyPassword = '',
}: PartnerDetail['secretMarks']): Readonly<Record<SecretField, string>> {
  return { password, passwordRemoved: password, proxyPassword }
}
