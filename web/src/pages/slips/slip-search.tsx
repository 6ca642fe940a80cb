import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { SlipView } from '../../../../src/entry/api/contract.ts'
import { useList } from '../../api/queries.ts'
import { figureText, slipDay } from '../../parts/figures.ts'
import { ChoiceFilter, Filters, PartnerFilter, TextFilter } from '../../parts/filters.tsx'
import { KindChip } from '../../parts/kind-chip.tsx'
import { Page } from '../../parts/page.tsx'
import { VirtualTable, type Column } from '../../parts/virtual-table.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { kindChoices } from './kinds.ts'
import { ListDownload } from './list-download.tsx'

const texts = ['number', 'goods', 'store'] as const
const days = ['deliveryFrom', 'deliveryTo', 'dateFrom', 'dateTo'] as const
const amounts = ['amountFrom', 'amountTo'] as const
const filters = [...texts, 'partner', 'kind', ...days, ...amounts] as const

const dayWords = {
  deliveryFrom: 'search.delivery-from',
  deliveryTo: 'search.delivery-to',
  dateFrom: 'search.date-from',
  dateTo: 'search.date-to',
} as const
const amountWords = { amountFrom: 'search.amount-from', amountTo: 'search.amount-to' } as const
const wholeNumber = /^-?\d{1,12}$/u

/** 伝票検索: slips over all documents, all conditions together. */
export function SlipSearch(): ReactNode {
  const { t, language } = useWords()
  const [search] = useSearch()
  const query = Object.fromEntries(
    filters.map((name) => [name, search.get(name) ?? undefined] as const),
  )
  const list = useList<SlipView>('slips.search', query)
  return (
    <Page title={t('search.title')} tall actions={<ListDownload slips={list.items} />}>
      <Filters names={filters}>
        {texts.map((name) => (
          <TextFilter key={name} name={name} label={t(`search.${name}`)} />
        ))}
        <PartnerFilter />
        <ChoiceFilter name="kind" label={t('search.kind')} choices={kindChoices(language)} />
        {days.map((name) => (
          <DayFilter key={name} name={name} />
        ))}
        {amounts.map((name) => (
          <TextFilter key={name} name={name} label={t(amountWords[name])} pattern={wholeNumber} />
        ))}
      </Filters>
      <VirtualTable
        label={t('search.title')}
        columns={useColumns()}
        list={list}
        rowKey={({ documentId, place }) => `${documentId} ${place}`}
        rowHeight={36}
        empty={t('search.none')}
      />
    </Page>
  )
}

function DayFilter({ name }: { name: (typeof days)[number] }): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  return (
    <TextInput
      type="date"
      size="sm"
      label={t(dayWords[name])}
      value={search.get(name) ?? ''}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
}

/** A slip in its document. */
function addressOfSlip({ documentId, place }: SlipView): string {
  return `/documents/${encodeURIComponent(documentId)}?slip=${place}`
}

function useColumns(): Column<SlipView>[] {
  const { t, language } = useWords()
  const day = (text: string | undefined): string =>
    text === undefined ? '–' : slipDay(text, language)
  return [
    {
      key: 'kind',
      title: t('search.kind'),
      width: '6.5rem',
      cell: ({ title, box }) => <KindChip out={box !== 'inbox'}>{title[language]}</KindChip>,
    },
    {
      key: 'number',
      title: t('search.number'),
      width: '8rem',
      cell: (slip) => (
        <Link className="row-link" href={addressOfSlip(slip)}>
          {slip.number === '' ? '–' : slip.number}
        </Link>
      ),
    },
    { key: 'partner', title: t('list.partner'), width: '8rem', cell: ({ partner }) => partner },
    {
      key: 'store',
      title: t('search.store-name'),
      width: 'minmax(9rem, 1fr)',
      cell: ({ storeCode, storeName }) => `${storeCode} ${storeName}`.trim() || '–',
    },
    {
      key: 'delivery',
      title: t('inbox.delivery'),
      width: '7.5rem',
      cell: ({ deliveryDate }) => day(deliveryDate),
    },
    { key: 'date', title: t('search.date'), width: '7.5rem', cell: ({ date }) => day(date) },
    {
      key: 'lines',
      title: t('search.lines'),
      width: '3.5rem',
      cell: ({ lines }) => figureText(lines),
    },
    {
      key: 'amount',
      title: t('inbox.amount'),
      width: '7.5rem',
      cell: ({ amount }) => (amount === undefined ? '–' : figureText(amount)),
    },
  ]
}
