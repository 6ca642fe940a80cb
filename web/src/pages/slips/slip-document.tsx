import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { DocumentView, SlipSummaryView } from '../../../../src/entry/api/contract.ts'
import { StateWord } from '../../parts/mark.tsx'
import { figureText } from '../../parts/figures.ts'
import { momentText } from '../../parts/moment.ts'
import { Page } from '../../parts/page.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { deliveryText, Standing } from '../documents/slip-summary.tsx'
import { useLook } from '../documents/use-look.ts'
import { DownloadMenu } from './download-menu.tsx'
import { FindingList } from './finding-list.tsx'
import { PickingList } from './picking-list.tsx'
import { SlipPages } from './slip-pages.tsx'

const tabs = ['slips', 'picking', 'findings', 'raw', 'record'] as const
type Tab = (typeof tabs)[number]

/** A document of 流通BMS as its operator reads it: slips first, the XML last. */
export function SlipDocument(props: {
  document: DocumentView
  slips: SlipSummaryView
  raw: ReactNode
  record: ReactNode
}): ReactNode {
  const { t, language } = useWords()
  const { document, slips } = props
  const [search, change] = useSearch()
  const asked = search.get('tab')
  const known = tabs.filter((tab) => tab !== 'picking' || slips.kind === 'order')
  const tab: Tab = known.find((one) => one === asked) ?? 'slips'
  useLook(document)
  return (
    <Page
      title={`${slips.title[language]} ${document.partner}`}
      back={{ to: `/${document.box}`, title: t(`nav.${document.box}`) }}
      beside={<Verdict slips={slips} />}
      below={<Line document={document} slips={slips} />}
      actions={<Actions document={document} slips={slips} />}
      tall={tab === 'slips'}
    >
      <div className="tab-links" role="group" aria-label={t('slip.list')}>
        {known.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === tab}
            onClick={() => change({ tab: one === 'slips' ? '' : one })}
          >
            {t(`slip.tab.${one}`)}
            {one === 'findings' && <FindingsBadge findings={slips.findings} />}
          </button>
        ))}
      </div>
      {tab === 'slips' && <SlipPages key={document.id} id={document.id} />}
      {tab === 'picking' && <PickingList document={document} slips={slips} />}
      {tab === 'findings' && <FindingList id={document.id} />}
      {tab === 'raw' && props.raw}
      {tab === 'record' && props.record}
    </Page>
  )
}

function Verdict({ slips: { answered, slips } }: { slips: SlipSummaryView }): ReactNode {
  const { t } = useWords()
  if (answered === undefined) return null
  if (answered >= slips) return <StateWord kind="done">{t('answer.done')}</StateWord>
  return <StateWord kind="warning">{t('answer.open', { open: slips - answered, slips })}</StateWord>
}

function Line({ document, slips }: { document: DocumentView; slips: SlipSummaryView }): ReactNode {
  const { t, language } = useWords()
  return (
    <p className="page-line">
      <span>
        {t('slip.counts', { slips: figureText(slips.slips), stores: figureText(slips.stores) })}
      </span>
      {slips.deliveryFrom !== undefined && (
        <span>
          {t('inbox.delivery')} <b>{deliveryText(slips, language)}</b>
        </span>
      )}
      {slips.amount !== undefined && (
        <span>
          {t('inbox.amount')} <b>{figureText(slips.amount)}</b>
        </span>
      )}
      <span>
        {t(document.box === 'inbox' ? 'inbox.received' : 'documents.created')}{' '}
        {momentText(document.createdAt, language)}
      </span>
      <Standing document={document} />
    </p>
  )
}

function Actions(props: { document: DocumentView; slips: SlipSummaryView }): ReactNode {
  const { t } = useWords()
  const { document, slips } = props
  const may = useMay('operator')
  const { id, box } = document
  return (
    <>
      <DownloadMenu id={id} kind={slips.kind} />
      <Button variant="default" size="sm" onClick={() => print()}>
        {t('action.print')}
      </Button>
      {may && box === 'inbox' && slips.kind === 'order' && (
        <Button component={Link} size="sm" href={`/documents/${encodeURIComponent(id)}/answer`}>
          {t('slip.answer')}
        </Button>
      )}
    </>
  )
}

function FindingsBadge({ findings }: Pick<SlipSummaryView, 'findings'>): ReactNode {
  const { t } = useWords()
  const { errors = 0, warnings = 0 } = findings ?? {}
  if (errors > 0) return <b className="badge-fault"> {t('findings.errors', { count: errors })}</b>
  if (warnings === 0) return null
  return <span className="quiet"> {t('findings.warnings', { count: warnings })}</span>
}
