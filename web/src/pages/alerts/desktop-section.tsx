import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { StateWord } from '../../parts/mark.tsx'
import { Section } from '../../parts/page.tsx'
import { useDesktopChoice } from '../../shell/desktop-choice.ts'
import { useWords } from '../../words/i18n.ts'

/** Notices of this browser: off until somebody asks for them here. */
export function DesktopNotices(): ReactNode {
  const { t } = useWords()
  const { state, turnOn, turnOff } = useDesktopChoice()
  return (
    <Section title={t('desktop.title')}>
      <p className="hint">{t('desktop.text')}</p>
      <div className="stack" role="status">
        <StateWord kind={state === 'on' ? 'done' : state === 'off' ? 'off' : 'warning'}>
          {t(`desktop.state.${state}`)}
        </StateWord>
        {state === 'refused' && <p className="hint">{t('desktop.refused-help')}</p>}
      </div>
      <div className="actions">
        {state === 'off' && (
          <Button variant="default" size="sm" onClick={turnOn}>
            {t('desktop.turn-on')}
          </Button>
        )}
        {state === 'on' && (
          <Button variant="default" size="sm" onClick={turnOff}>
            {t('desktop.turn-off')}
          </Button>
        )}
      </div>
    </Section>
  )
}
