import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AuditView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { ChoiceFilter, TextFilter } from '../../parts/filters.tsx'
import { ListPage } from '../../parts/list-page.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { momentText } from '../../parts/moment.ts'
import type { Column } from '../../parts/virtual-table.tsx'
import { useWords } from '../../words/i18n.ts'
import { AuditEntry } from './audit-entry.tsx'
import { actions, actionText, detailsOf } from './audit-texts.ts'

/** 監査ログ: who changed what; and whether it is still as it was written. */
export function Audit(): ReactNode {
  const { t } = useWords()
  return (
    <ListPage
      title={t('nav.audit')}
      route="audit.list"
      filters={['actor', 'action', 'subject']}
      columns={useColumns()}
      rowKey={({ number }) => String(number)}
      empty={t('list.empty')}
      actions={<Verify />}
    >
      <TextFilter name="actor" label={t('audit.actor')} />
      <ChoiceFilter
        name="action"
        label={t('audit.action')}
        choices={actions.map((action) => [action, actionText(action, t)])}
      />
      <TextFilter name="subject" label={t('audit.subject')} />
    </ListPage>
  )
}

function Verify(): ReactNode {
  const { t, language } = useWords()
  const { data, error, refetch } = useRead('audit.verify', {}, { skip: true })
  return (
    <>
      <span role="status">
        {data !== undefined && data.broken === undefined && (
          <StateWord kind="done">{t('audit.intact', { entries: data.entries })}</StateWord>
        )}
        {data?.broken !== undefined && (
          <StateWord kind="fault">
            {t('audit.broken', { number: data.broken.number })} {data.broken[language]}
          </StateWord>
        )}
      </span>
      {error !== null && <ErrorNote failure={error} />}
      <Button variant="default" size="sm" onClick={() => void refetch()}>
        {t('audit.verify')}
      </Button>
    </>
  )
}

function useColumns(): Column<AuditView>[] {
  const { t, language } = useWords()
  return [
    { key: 'number', title: t('audit.number'), width: '4rem', cell: ({ number }) => number },
    {
      key: 'at',
      title: t('audit.at'),
      width: '11.5rem',
      cell: ({ at }) => momentText(at, language),
    },
    { key: 'actor', title: t('audit.actor'), width: '8rem', cell: ({ actor }) => actor },
    {
      key: 'via',
      title: t('audit.via'),
      width: '6.5rem',
      cell: ({ via }) => t(`audit.via.${via}`),
    },
    {
      key: 'action',
      title: t('audit.action'),
      width: '12.5rem',
      cell: (entry) => <AuditEntry entry={entry} />,
    },
    { key: 'subject', title: t('audit.subject'), width: '9rem', cell: ({ subject }) => subject },
    {
      key: 'detail',
      title: t('audit.detail'),
      width: 'minmax(8rem, 1fr)',
      cell: (entry) =>
        detailsOf(entry, t)
          .map(([name, value]) => `${name}: ${value}`)
          .join(' / '),
    },
  ]
}
