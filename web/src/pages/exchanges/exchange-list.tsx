import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ExchangeView } from '../../../../src/entry/api/contract.ts'
import { ChoiceFilter, PartnerFilter } from '../../parts/filters.tsx'
import { ListPage } from '../../parts/list-page.tsx'
import { durationText, momentText } from '../../parts/moment.ts'
import type { Column } from '../../parts/virtual-table.tsx'
import { useWords } from '../../words/i18n.ts'
import { ExchangeOutcome } from '../../parts/exchange-outcome.tsx'

const kinds = ['send', 'receive', 'serve'] as const
const outcomes = ['done', 'warning', 'failed', 'interrupted', 'running'] as const

/** 通信ログ. */
export function ExchangeList(): ReactNode {
  const { t } = useWords()
  return (
    <ListPage
      title={t('exchanges.title')}
      route="exchanges.list"
      filters={['partner', 'kind', 'outcome']}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={t('list.empty')}
    >
      <PartnerFilter />
      <ChoiceFilter
        name="kind"
        label={t('exchanges.kind')}
        choices={kinds.map((kind) => [kind, t(`kind.${kind}`)] as const)}
      />
      <ChoiceFilter
        name="outcome"
        label={t('exchanges.outcome')}
        choices={outcomes.map((outcome) => [outcome, t(`outcome.${outcome}`)] as const)}
      />
    </ListPage>
  )
}

function useColumns(): Column<ExchangeView>[] {
  const { t, language } = useWords()
  return [
    {
      key: 'outcome',
      title: t('exchanges.outcome'),
      width: '9rem',
      cell: ({ outcome }) => <ExchangeOutcome outcome={outcome} />,
    },
    {
      key: 'started',
      title: t('exchanges.started'),
      width: '12rem',
      cell: ({ id, startedAt }) => (
        <Link className="row-link" href={`/exchanges/${encodeURIComponent(id)}`}>
          {momentText(startedAt, language)}
        </Link>
      ),
    },
    {
      key: 'partner',
      title: t('list.partner'),
      width: 'minmax(9rem, 1fr)',
      cell: ({ partner }) => partner,
    },
    {
      key: 'kind',
      title: t('exchanges.kind'),
      width: '7rem',
      cell: ({ kind }) => t(`kind.${kind}`),
    },
    {
      key: 'documents',
      title: t('exchanges.documents'),
      width: '7rem',
      cell: ({ documents }) => documents,
    },
    {
      key: 'took',
      title: t('exchanges.took'),
      width: '7rem',
      cell: ({ startedAt, endedAt }) => durationText(startedAt, endedAt),
    },
  ]
}
