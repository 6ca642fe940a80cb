import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { usePathParams } from '../../shell/path-params.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { HoldStrip } from '../../parts/hold-strip.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { BasicTab } from './basic-tab.tsx'
import { FlowsTab } from './flows-tab.tsx'
import { HoldPartner } from './hold-partner.tsx'
import { OptionsTab } from './options-tab.tsx'
import type { PartnerDetail } from './partner-detail.ts'
import { RemovePartner } from './remove-partner.tsx'
import { TestRun } from './test-run.tsx'

const tabs = ['basic', 'flows', 'options'] as const

/** 接続先設定 of one partner. */
export function PartnerPage(): ReactNode {
  const { t } = useWords()
  const { name = '', tab = 'basic' } = usePathParams()
  const { data, error, refetch } = useRead('partners.show', { params: { name } })
  const may = useMay('admin')
  return (
    <Page
      title={name}
      back={{ to: '/partners', title: t('partners.title') }}
      actions={
        <>
          {data !== undefined && <PartnerDeeds name={name} detail={data} />}
          {may && <RemovePartner name={name} />}
        </>
      }
    >
      <TabLinks name={name} tab={tab} />
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {!may && tab !== 'flows' && <p className="hint">{t('role.needs.admin')}</p>}
      {data !== undefined && (
        <div className="tab-body">
          {data.hold !== undefined && <HoldStrip hold={data.hold} />}
          <TabBody tab={tab} detail={data} />
        </div>
      )}
    </Page>
  )
}

function TabBody({ tab, detail }: { tab: string; detail: PartnerDetail }): ReactNode {
  const { name } = detail.partner
  switch (tab) {
    case 'options':
      return <OptionsTab key={name} detail={detail} />
    case 'flows':
      return <FlowsTab name={name} />
    case 'test':
      return <TestRun name={name} />
    case 'basic':
      return <BasicTab key={name} detail={detail} />
    default:
      return null
  }
}

function PartnerDeeds({ name, detail }: { name: string; detail: PartnerDetail }): ReactNode {
  return (
    <>
      {detail.partner.kind === 'jx-server' && <TestButton name={name} />}
      <HoldPartner name={name} held={detail.hold !== undefined} />
    </>
  )
}

function TestButton({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  if (!may) return null
  return (
    <Button component={Link} variant="default" href={`/partners/${encodeURIComponent(name)}/test`}>
      {t('partner.test')}
    </Button>
  )
}

function TabLinks({ name, tab }: { name: string; tab: string }): ReactNode {
  const { t } = useWords()
  return (
    <nav className="tab-links" aria-label={t('partner.tabs')}>
      {tabs.map((one) => (
        <Link
          key={one}
          href={`/partners/${encodeURIComponent(name)}/${one}`}
          aria-current={one === tab ? 'page' : undefined}
        >
          {t(`partner.tab.${one}`)}
        </Link>
      ))}
    </nav>
  )
}
