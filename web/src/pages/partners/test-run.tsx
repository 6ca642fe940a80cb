import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Section } from '../../parts/page.tsx'
import { RunProgress } from '../../parts/run-progress.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

/** The connection test of a partner, each stage ticking as it goes. */
export function TestRun({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  const [id, setId] = useState<string>()
  const test = useChange('partners.test', [])
  const start = (): void => test.mutate({ params: { name } }, { onSuccess: (run) => setId(run.id) })
  return (
    <Section title={t('partner.test')}>
      <p className="hint">{t('partner.test-help')}</p>
      {may && (
        <div className="actions">
          <Button loading={test.isPending} onClick={start}>
            {t('partner.test-start')}
          </Button>
        </div>
      )}
      {test.error !== null && <ErrorNote failure={test.error} />}
      {id !== undefined && <RunProgress id={id} />}
    </Section>
  )
}
