import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords, type Say } from '../../words/i18n.ts'
import type { AlertView } from './alert-draft.ts'
import { AlertForm } from './alert-form.tsx'
import { DesktopNotices } from './desktop-section.tsx'
import { MailServerSection } from './mail-server.tsx'
import { AlertMessages } from './messages.tsx'
import { toldText } from './way-fields.tsx'

/** 通知: who is told of what, and what was told. */
export function Alerts(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useRead('alerts.list', {})
  const rules = data?.items ?? []
  const known = rules.map(({ name }) => name)
  return (
    <Page
      title={t('nav.alerts')}
      below={<p className="hint">{t('alert.text')}</p>}
      actions={
        may && (
          <Button size="sm" onClick={() => setAdding(true)}>
            {t('alert.add')}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <div className="calendar-page">
          <div>
            {adding && (
              <Section title={t('alert.add')}>
                <AlertForm known={known} close={() => setAdding(false)} />
              </Section>
            )}
            <Section title={t('alert.rules')}>
              {rules.length === 0 && <p>{t('alert.none')}</p>}
              {rules.map((rule) => (
                <Rule key={rule.name} rule={rule} known={known} />
              ))}
            </Section>
            <AlertMessages />
          </div>
          <div>
            <MailServerSection server={data.server} />
            <DesktopNotices />
          </div>
        </div>
      )}
    </Page>
  )
}

function Rule({ rule, known }: { rule: AlertView; known: readonly string[] }): ReactNode {
  const { t } = useWords()
  const [mayTest, may] = [useMay('operator'), useMay('admin')]
  const [editing, setEditing] = useState(false)
  const test = useChange('alerts.test', ['alerts'])
  const remove = useChange('alerts.remove', ['alerts'])
  const { name } = rule
  return (
    <section className="alert-rule" aria-label={name}>
      <div className="section-head">
        <h3>{name}</h3>
        <div className="actions">
          {mayTest && (
            <Button
              variant="default"
              size="compact-sm"
              loading={test.isPending}
              onClick={() => test.mutate({ params: { name } })}
            >
              {t('alert.test')}
            </Button>
          )}
          {may && !editing && (
            <Button variant="default" size="compact-sm" onClick={() => setEditing(true)}>
              {t('flows.edit')}
            </Button>
          )}
          {may && (
            <ConfirmButton
              danger
              size="compact-sm"
              label={t('action.remove')}
              title={t('alert.remove-title')}
              text={t('alert.remove-text')}
              change={remove}
              request={{ params: { name } }}
            />
          )}
        </div>
      </div>
      {editing ? (
        <AlertForm before={rule} known={known} close={() => setEditing(false)} />
      ) : (
        <p>{sentence(rule, t)}</p>
      )}
      <div role="status">
        {test.isSuccess && <StateWord kind="running">{t('alert.test-begun')}</StateWord>}
      </div>
      {test.error !== null && <ErrorNote failure={test.error} />}
    </section>
  )
}

/** A rule as one would say it. */
function sentence(rule: AlertView, t: Say): string {
  const { severity, partner, flow, afterMinutes, remindHours, ended, hours } = rule
  const about = [partner, flow].filter((one) => one !== undefined).join(' ')
  const said = [
    t('alert.says', {
      what: t(`alert.severity.${severity}`),
      about: about === '' ? t('alert.of-all') : about,
      who: toldText(rule, t),
    }),
    ...(afterMinutes === undefined || afterMinutes === 0
      ? []
      : [t('alert.says-after', { minutes: afterMinutes })]),
    remindHours === 0 ? t('alert.says-once') : t('alert.says-again', { hours: remindHours }),
    ...(ended ? [t('alert.says-ended')] : []),
    ...(hours === undefined ? [] : [t('alert.says-hours', { hours })]),
  ].join(t('alert.sentence-end'))
  return said + t('alert.sentence-last')
}
