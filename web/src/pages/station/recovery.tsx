import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { RecoveryView } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

/** Clears up what a crash left, while the station works, and says what it did. */
export function Recovery(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const topics = ['documents', 'exchanges', 'faults', 'overview', 'audit']
  const recover = useChange('station.recover', topics)
  if (!may) return <p className="hint">{t('role.needs.admin')}</p>
  return (
    <div className="stack">
      <div className="actions">
        <Button
          variant="default"
          loading={recover.isPending}
          onClick={() => recover.mutate({ body: {} })}
        >
          {t('recovery.run')}
        </Button>
      </div>
      {recover.error !== null && <ErrorNote failure={recover.error} />}
      <div role="status">{recover.data !== undefined && <Outcome found={recover.data} />}</div>
    </div>
  )
}

function Outcome({ found }: { found: RecoveryView }): ReactNode {
  const { t } = useWords()
  const lines = [
    [found.interruptedExchanges, t('recovery.exchanges')],
    [found.draftsRemoved, t('recovery.drafts')],
    [found.payloadsPutBack.length, t('recovery.put-back')],
    [found.payloadsPutAside.length, t('recovery.put-aside')],
    [found.handOversSettled, t('recovery.settled')],
    [found.payloadsLeft, t('recovery.left')],
  ] as const
  const done = lines.filter(([count]) => count > 0)
  if (done.length === 0) return <p>{t('recovery.nothing')}</p>
  return (
    <>
      <ul>
        {done.map(([count, text]) => (
          <li key={text}>{t('recovery.line', { text, count })}</li>
        ))}
      </ul>
      {found.payloadsPutBack.length > 0 && <p>{t('recovery.back-in-place')}</p>}
      <ul>
        {found.payloadsPutBack.map((id) => (
          <li key={id}>
            <Link href={`/documents/${encodeURIComponent(id)}`}>{id}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}
