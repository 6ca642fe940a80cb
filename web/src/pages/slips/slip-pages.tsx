import { useMemo, useState, type ReactNode } from 'react'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { useKeys } from '../../parts/use-keys.ts'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { byStore, type ListedSlip } from './listed-slips.ts'
import { SlipList } from './slip-list.tsx'
import { SlipPaper } from './slip-paper.tsx'

/** All slips by store at the left, one of them as paper at the right; J and K go on and back. */
export function SlipPages({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useRead('documents.slips', { params: { id } })
  if (error !== null) return <ErrorNote failure={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  return <Both id={id} slips={data.slips} />
}

function Both({ id, slips }: { id: string; slips: readonly ListedSlip[] }): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  const [typed, setTyped] = useState('')
  const stores = useMemo(() => byStore(slips, typed), [slips, typed])
  const shown = stores.flatMap((store) => store.slips)
  const asked = Number(search.get('slip') ?? '')
  const first = shown[0]?.place ?? 1
  const place = slips.some((one) => one.place === asked) ? asked : first
  const go = (next: number): void => change({ slip: String(next) })
  const step = (by: number): void => {
    const at = shown.findIndex((one) => one.place === place)
    const next = shown[Math.max(0, Math.min(at + by, shown.length - 1))]
    if (next !== undefined) go(next.place)
  }
  useKeys({ j: () => step(1), k: () => step(-1), J: () => step(1), K: () => step(-1) })
  const slip = slips.find((one) => one.place === place)
  return (
    <div className="slip-split">
      <SlipList
        stores={stores}
        place={place}
        typed={typed}
        type={setTyped}
        go={go}
        step={step}
        count={slips.length}
      />
      {slip === undefined ? (
        <p className="empty">{t('list.empty')}</p>
      ) : (
        <SlipPaper key={place} id={id} slip={slip} />
      )}
    </div>
  )
}
