import { Button, Checkbox } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { DocumentView } from '../../../../src/entry/api/contract.ts'
import { statesIn } from '../../../../src/domain/exchange/document-states.ts'
import { useList } from '../../api/queries.ts'
import { figureText } from '../../parts/figures.ts'
import {
  ChoiceFilter,
  DayFilters,
  Filters,
  PartnerFilter,
  TextFilter,
} from '../../parts/filters.tsx'
import { KindChip } from '../../parts/kind-chip.tsx'
import { dayStart, momentText, shortMomentText } from '../../parts/moment.ts'
import { Page } from '../../parts/page.tsx'
import { useKeys } from '../../parts/use-keys.ts'
import { VirtualTable, type Column } from '../../parts/virtual-table.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import {
  AnsweredWord,
  deliveryText,
  DocumentKind,
  FindingsWord,
  Standing,
  sumsByKind,
} from '../documents/slip-summary.tsx'
import { kindChoices } from '../slips/kinds.ts'

const filters = ['partner', 'kind', 'state', 'unseen', 'id'] as const

/** 受信ボックス: what came, as slips and not as files. */
export function Inbox(): ReactNode {
  const { t, language } = useWords()
  const [search] = useSearch()
  const value = (name: string): string | undefined => search.get(name) ?? undefined
  const list = useList<DocumentView>('documents.list', {
    box: 'inbox',
    ...Object.fromEntries(filters.map((name) => [name, value(name)])),
    from: dayStart(value('from')),
    to: dayStart(value('to'), 1),
  })
  useKeys({
    '/': () => document.querySelector<HTMLElement>('.frame-find input')?.focus(),
    ArrowDown: () => document.querySelector<HTMLElement>('.table .row-link')?.focus(),
  })
  return (
    <Page title={t('nav.inbox')} tall actions={<Periods />}>
      <Filters names={[...filters, 'from', 'to']}>
        <PartnerFilter />
        <ChoiceFilter name="kind" label={t('inbox.kind')} choices={kindChoices(language)} />
        <ChoiceFilter
          name="state"
          label={t('documents.state')}
          choices={statesIn('inbox').map((state) => [state, t(`state.${state}`)] as const)}
        />
        <TextFilter name="id" label={t('documents.id')} />
        <DayFilters />
        <UnseenFilter />
      </Filters>
      <VirtualTable
        label={t('nav.inbox')}
        columns={useColumns()}
        list={list}
        rowKey={({ id }) => id}
        rowHeight={36}
        empty={t('documents.none')}
      />
      <p className="sums">
        {sumsByKind(list.items, language, t).map(([kind, title, text]) => (
          <span key={kind}>
            <KindChip out={false}>{title}</KindChip> {text}
          </span>
        ))}
        <span className="quiet">{t('inbox.keys')}</span>
      </p>
    </Page>
  )
}

function UnseenFilter(): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  return (
    <Checkbox
      className="filter-check"
      label={t('inbox.unseen')}
      checked={search.get('unseen') === 'true'}
      onChange={(event) => change({ unseen: event.currentTarget.checked ? 'true' : '' })}
    />
  )
}

const dayMilliseconds = 86_400_000

/** The days that are asked for most, one press each. */
function Periods(): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  const [now] = useState(() => Date.now())
  const day = (before: number): string => isoDay(new Date(now - before * dayMilliseconds))
  const periods = [
    ['today', day(0), day(0)],
    ['yesterday', day(1), day(1)],
    ['week', day(6), day(0)],
    ['any-day', '', ''],
  ] as const
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
  return (
    <Button.Group aria-label={t('inbox.period')}>
      {periods.map(([name, first, last]) => {
        const here = from === first && to === last
        return (
          <Button
            key={name}
            size="sm"
            variant={here ? 'light' : 'default'}
            aria-pressed={here}
            onClick={() => change({ from: first, to: last })}
          >
            {t(`inbox.${name}`)}
          </Button>
        )
      })}
    </Button.Group>
  )
}

function isoDay(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

function useColumns(): Column<DocumentView>[] {
  const { t, language } = useWords()
  return [
    {
      key: 'kind',
      title: t('inbox.kind'),
      width: '10.4rem',
      cell: (document) => (
        <Link
          className={document.looked === undefined ? 'row-link unseen' : 'row-link'}
          href={`/documents/${encodeURIComponent(document.id)}`}
        >
          <DocumentKind document={document} />
          {document.looked === undefined && <span className="new-word">{t('inbox.new')}</span>}
        </Link>
      ),
    },
    {
      key: 'partner',
      title: t('list.partner'),
      width: 'minmax(6rem, 1fr)',
      cell: ({ partner, looked }) => (looked === undefined ? <b>{partner}</b> : partner),
    },
    ...countColumns(t),
    {
      key: 'delivery',
      title: t('inbox.delivery'),
      width: '7rem',
      cell: ({ slips }) => (slips === undefined ? '–' : deliveryText(slips, language)),
    },
    {
      key: 'amount',
      title: t('inbox.amount'),
      width: '7rem',
      cell: ({ slips }) => (slips?.amount === undefined ? '–' : figureText(slips.amount)),
    },
    {
      key: 'findings',
      title: t('inbox.findings'),
      width: '6.8rem',
      cell: ({ slips }) => <FindingsWord findings={slips?.findings} />,
    },
    {
      key: 'answer',
      title: t('inbox.answer'),
      width: '7.4rem',
      cell: ({ slips }) => <AnsweredWord slips={slips} />,
    },
    {
      key: 'standing',
      title: t('documents.state'),
      width: '7.2rem',
      cell: (document) => <Standing document={document} />,
    },
    {
      key: 'time',
      title: t('inbox.received'),
      width: '6rem',
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={momentText(createdAt, language)}>
          {shortMomentText(createdAt, language)}
        </time>
      ),
    },
  ]
}

function countColumns(t: ReturnType<typeof useWords>['t']): Column<DocumentView>[] {
  return (['slips', 'stores'] as const).map((key) => ({
    key,
    title: t(`inbox.${key}`),
    width: '3.3rem',
    cell: ({ slips }) => (slips === undefined ? '–' : figureText(slips[key])),
  }))
}
