import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { FlowTable } from '../flows/flow-list.tsx'

/** 業務 of one partner. */
export function FlowsTab({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { data, error, refetch } = useRead('flows.list', {})
  const flows = data?.items.filter(({ partner }) => partner === name)
  return (
    <>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {flows?.length === 0 && <p>{t('flows.none')}</p>}
      {flows !== undefined && flows.length > 0 && <FlowTable flows={flows} />}
      {may && <AddFlow partner={name} />}
    </>
  )
}

/** The way to a new flow of a partner. */
export function AddFlow({ partner }: { partner: string }): ReactNode {
  const { t } = useWords()
  return (
    <Button component={Link} href={`/flows/new?partner=${encodeURIComponent(partner)}`}>
      {t('flows.add')}
    </Button>
  )
}
