import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import type { Draft } from './draft.ts'
import { AddFlow } from './flows-tab.tsx'
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
      <p>{t('wizard.flow')}</p>
      <div className="actions">
        <AddFlow partner={name} />
        <Button component={Link} variant="default" href={`/partners/${encodeURIComponent(name)}`}>
          {t('wizard.finish')}
        </Button>
      </div>
    </>
  )
}
