import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { momentIn } from '../board/day-axis.ts'
import { partsOf, usualZone } from './flow-parts.ts'
import { expectationText, kindText, ruleText } from './flow-sentences.ts'

type Listed = ResponseOf<'flows.list'>['items'][number]

/** 業務: what the station does by itself. */
export function FlowList(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { data, error, refetch } = useRead('flows.list', {})
  return (
    <Page
      title={t('nav.flows')}
      actions={
        may && (
          <Button component={Link} size="sm" href="/flows/new">
            {t('flows.add')}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && (
        <Section title={t('nav.flows')}>
          <p>{t('flows.none')}</p>
        </Section>
      )}
      {data !== undefined && data.items.length > 0 && <FlowTable flows={data.items} />}
    </Page>
  )
}

const columns = [
  'flows.name',
  'list.partner',
  'flows.direction',
  'flows.kind',
  'flows.timetable',
  'flows.expectation',
  'flows.next',
  'documents.state',
] as const

/** Flows, each in a row with its next run. */
export function FlowTable({ flows }: { flows: readonly Listed[] }): ReactNode {
  const { t } = useWords()
  return (
    <div className="section">
      <table className="plain-table stack-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {flows.map((flow) => (
            <FlowRow key={flow.id} flow={flow} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FlowRow({ flow }: { flow: Listed }): ReactNode {
  const { t } = useWords()
  const { timetable, expectations = [] } = partsOf(flow)
  return (
    <tr>
      <td data-label={t('flows.name')}>
        <Link href={`/flows/${encodeURIComponent(flow.name)}`}>
          <b>{flow.name}</b>
        </Link>
      </td>
      <td data-label={t('list.partner')}>{flow.partner}</td>
      <td data-label={t('flows.direction')} className="nowrap">
        {t(`flows.direction.${flow.direction}`)}
      </td>
      <td data-label={t('flows.kind')}>{kindText(flow, t)}</td>
      <td data-label={t('flows.timetable')}>
        {timetable?.rules.map((rule) => ruleText(rule, t)).join(' / ') ?? '–'}
      </td>
      <td data-label={t('flows.expectation')}>
        {expectations.length === 0
          ? '–'
          : expectations.map((one) => expectationText(one, t)).join(' / ')}
      </td>
      <td data-label={t('flows.next')} className="nowrap">
        {flow.next === undefined ? '–' : momentIn(flow.next, timetable?.zone ?? usualZone)}
      </td>
      <td data-label={t('documents.state')} className="nowrap">
        <StateWord kind={flow.hold === undefined ? 'done' : 'hold'}>
          {t(flow.hold === undefined ? 'flows.working' : 'flows.held')}
        </StateWord>
      </td>
    </tr>
  )
}
