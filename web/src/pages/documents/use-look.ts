import { useEffect, useRef } from 'react'
import type { DocumentView } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { useMay } from '../../shell/session.ts'

/** Who opens a new document has looked at it, if it is theirs to work with. */
export function useLook({ id, box, looked }: DocumentView): void {
  const may = useMay('operator')
  const { mutate } = useChange('documents.look', ['documents', 'overview'])
  const noted = useRef('')
  const isNew = may && box === 'inbox' && looked === undefined
  useEffect(() => {
    if (!isNew || noted.current === id) return
    noted.current = id
    mutate({ params: { id } })
  }, [id, isNew, mutate])
}
