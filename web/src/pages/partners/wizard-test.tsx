import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import type { Draft } from './draft.ts'
import { TestRun } from './test-run.tsx'

/** The end of the wizard: the partner stands, and the connection is tried. */
export function WizardTest({ name, kind }: { name: string; kind: Draft['kind'] }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <p role="status">
        <StateWord kind="done" big>
          {t('wizard.registered', { name })}
        </StateWord>
      </p>
      {kind === 'jx-server' ? <TestRun name={name} /> : <p>{t('wizard.passive')}</p>}
      <div className="actions">
        <Button component={Link} variant="default" href={`/partners/${encodeURIComponent(name)}`}>
          {t('wizard.finish')}
        </Button>
      </div>
    </>
  )
}
