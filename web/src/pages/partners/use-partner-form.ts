import { useState } from 'react'
import { useChange } from '../../api/queries.ts'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { bodyOf, draftOf, type Draft } from './draft.ts'
import type { Form } from './fields.tsx'
import type { PartnerDetail } from './partner-page.tsx'

export interface PartnerForm {
  readonly form: Form
  readonly dirty: boolean
  readonly saved: boolean
  readonly pending: boolean
  readonly save: () => void
  readonly undo: () => void
}

/** The settings of a partner being changed; what is not on the form stays as it is. */
export function usePartnerForm({ partner }: PartnerDetail): PartnerForm {
  const may = useMay('admin')
  const [changes, setChanges] = useState<Partial<Draft>>({})
  const stands = draftOf(partner)
  const draft: Draft = { ...stands, ...changes }
  const put = useChange('partners.change', ['partners', 'certificates', 'audit'])
  const dirty = JSON.stringify(draft) !== JSON.stringify(stands)
  useUnsaved(dirty)
  return {
    form: {
      draft,
      change: (more) => setChanges((before) => ({ ...before, ...more })),
      failure: put.error,
      disabled: !may,
    },
    dirty,
    saved: put.isSuccess && !dirty,
    pending: put.isPending,
    save: () =>
      put.mutate(
        { params: { name: partner.name }, body: bodyOf(draft) },
        { onSuccess: () => setChanges({}) },
      ),
    undo: () => {
      put.reset()
      setChanges({})
    },
  }
}
