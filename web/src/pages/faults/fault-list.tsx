import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { FaultView } from '../../../../src/entry/api/contract.ts'
import { ChoiceFilter, PartnerFilter, TextFilter } from '../../parts/filters.tsx'
import { ListPage } from '../../parts/list-page.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { momentText } from '../../parts/moment.ts'
import type { Column } from '../../parts/virtual-table.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'

/** 障害ログ. */
export function FaultList(): ReactNode {
  const { t } = useWords()
  const [search] = useSearch()
  return (
    <ListPage
      title={t('faults.title')}
      route="faults.list"
      filters={['open', 'status', 'partner', 'number']}
      columns={useColumns()}
      rowKey={({ id }) => id}
      rowHeight={56}
      empty={t(search.get('open') === 'true' ? 'faults.none-open' : 'faults.none')}
    >
      <ChoiceFilter
        name="open"
        label={t('faults.acknowledged')}
        choices={[
          ['true', t('fault.open')],
          ['false', t('fault.acknowledged')],
        ]}
      />
      <ChoiceFilter
        name="status"
        label={t('faults.status')}
        choices={[
          ['fault', t('fault.state.fault')],
          ['warning', t('fault.state.warning')],
        ]}
      />
      <PartnerFilter />
      <TextFilter name="number" label={t('faults.number')} pattern={/^\d{8}$/u} />
    </ListPage>
  )
}

function useColumns(): Column<FaultView>[] {
  const { t, language } = useWords()
  return [
    {
      key: 'status',
      title: t('faults.status'),
      width: '6.5rem',
      cell: ({ status }) => <StateWord kind={status}>{t(`fault.state.${status}`)}</StateWord>,
    },
    {
      key: 'number',
      title: t('faults.number'),
      width: '6.5rem',
      cell: ({ id, number }) => (
        <Link className="row-link" href={`/faults/${encodeURIComponent(id)}`}>
          {number}
        </Link>
      ),
    },
    {
      key: 'at',
      title: t('faults.at'),
      width: '11.5rem',
      cell: ({ at }) => <time dateTime={at}>{momentText(at, language)}</time>,
    },
    {
      key: 'partner',
      title: t('list.partner'),
      width: '9rem',
      cell: ({ partner }) => partner ?? '–',
    },
    {
      key: 'times',
      title: t('faults.times'),
      width: '4.5rem',
      cell: ({ times }) => times,
    },
    {
      key: 'message',
      title: t('faults.message'),
      width: 'minmax(12rem, 1fr)',
      cell: ({ text }) => <span className="clamp-2">{text[language].message}</span>,
    },
    {
      key: 'acknowledged',
      title: t('faults.acknowledged'),
      width: '8rem',
      cell: ({ acknowledged }) =>
        acknowledged === undefined ? (
          <StateWord kind="waiting">{t('fault.open')}</StateWord>
        ) : (
          <StateWord kind="done">{t('fault.acknowledged')}</StateWord>
        ),
    },
  ]
}
