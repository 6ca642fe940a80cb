import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page } from '../../parts/page.tsx'
import { SaidNotes } from '../../parts/said-note.tsx'
import { leaveIfSaved, useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { bodyOf, emptyDraft, type Draft } from './draft.ts'
import type { Form } from './fields.tsx'
import { stepOfField, wizardSteps, WizardStep } from './wizard-steps.tsx'
import { WizardTest } from './wizard-test.tsx'

/** A new partner in the order of the 接続通知書, ending with the connection test. */
export function NewPartner(): ReactNode {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [at, setAt] = useState(0)
  const add = useChange('partners.add', ['partners', 'overview', 'certificates', 'audit'])
  useUnsaved(draft !== emptyDraft && !add.isSuccess)
  const form: Form = {
    draft,
    change: (changes) => setDraft((before) => ({ ...before, ...changes })),
    failure: add.error,
    disabled: false,
  }
  const last = at === wizardSteps.length - 1
  const register = (): void =>
    add.mutate(
      { body: bodyOf(draft) },
      { onError: ({ said }) => setAt((now) => stepOfField(said.field) ?? now) },
    )
  return (
    <Page title={t('wizard.title')} back={{ to: '/partners', title: t('partners.title') }}>
      <p className="hint">{t('wizard.text')}</p>
      <Steps at={add.isSuccess ? wizardSteps.length : at} />
      {add.isSuccess ? (
        <>
          <SaidNotes all={add.data.warnings} />
          <WizardTest name={draft.name.trim()} kind={draft.kind} />
        </>
      ) : (
        <form
          className="stack wide wizard"
          onSubmit={(event) => {
            event.preventDefault()
            if (last) register()
            else setAt(at + 1)
          }}
        >
          <WizardStep step={wizardSteps[at] ?? 'customer'} form={form} />
          {add.error !== null && <ErrorNote failure={add.error} />}
          <div className="actions">
            <Button type="submit" loading={add.isPending}>
              {t(last ? 'wizard.register' : 'action.next')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                if (at === 0) leaveIfSaved(() => navigate('/partners'))
                else setAt(at - 1)
              }}
            >
              {t(at === 0 ? 'action.cancel' : 'action.back')}
            </Button>
            {at > 0 && (
              <Button variant="subtle" onClick={() => leaveIfSaved(() => navigate('/partners'))}>
                {t('action.cancel')}
              </Button>
            )}
          </div>
        </form>
      )}
    </Page>
  )
}

function Steps({ at }: { at: number }): ReactNode {
  const { t } = useWords()
  return (
    <ol className="wizard-steps" aria-label={t('wizard.steps')}>
      {[...wizardSteps, 'test' as const, 'flow' as const].map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className={index < at ? 'wizard-done' : ''}
        >
          <span className="wizard-number">{index < at ? '✓' : index + 1}</span>
          {t(`partner.group.${step}`)}
        </li>
      ))}
    </ol>
  )
}
