import type { ReactNode } from 'react'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { SaidNotes } from '../../parts/said-note.tsx'
import { useWords } from '../../words/i18n.ts'

/** That a certificate was taken, and what is to be known of it at once. */
export function Imported({ of }: { of: ResponseOf<'certificates.import'> | undefined }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <p className="hint" role="status">
        {of !== undefined && t('certificates.imported', { name: of.certificate.name })}
      </p>
      <SaidNotes all={of?.warnings ?? []} />
    </>
  )
}
