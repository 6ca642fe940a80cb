import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { usePathParams } from '../../shell/path-params.ts'
import type { FaultView } from '../../../../src/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { momentText } from '../../parts/moment.ts'
import { Facts, Page, Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { HandshakeSections } from './handshake-sections.tsx'

/** One fault: what the log says, why it happened, what to do, and what to tell the partner. */
export function FaultPage(): ReactNode {
  const { t } = useWords()
  const { id = '' } = usePathParams()
  const { data: fault, error, refetch } = useRead('faults.show', { params: { id } })
  return (
    <Page
      title={fault === undefined ? t('fault.title') : `${t('fault.title')} ${fault.number}`}
      back={{ to: '/faults', title: t('faults.title') }}
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {fault === undefined && error === null && <Loading />}
      {fault !== undefined && <FaultDetail fault={fault} />}
    </Page>
  )
}

function FaultDetail({ fault }: { fault: FaultView }): ReactNode {
  return (
    <>
      <div className="fault-top">
        <FaultCard fault={fault} />
        <FaultAside fault={fault} />
      </div>
      {fault.attemptId === undefined ? (
        <Tell fault={fault} />
      ) : (
        <HandshakeSections attemptId={fault.attemptId} tell={<Tell fault={fault} />} />
      )}
    </>
  )
}

/** ステータス, ID, メッセージ, 対応方法: the four lines every operator of EDI knows. */
function FaultCard({ fault }: { fault: FaultView }): ReactNode {
  const { t, language } = useWords()
  const said = fault.text[language]
  return (
    <div className={`fault-card fault-card-${fault.status}`}>
      <Facts
        rows={[
          [
            t('fault.status'),
            <StateWord key="status" kind={fault.status} big>
              {t(`fault.state.${fault.status}`)}
            </StateWord>,
          ],
          [t('fault.id'), <strong key="id">{fault.number}</strong>],
          [t('fault.message'), said.message],
          [t('fault.remedy'), said.remedy],
        ]}
      />
      {fault.partner !== undefined && isOfTls(fault) && (
        <Button
          component={Link}
          href={`/partners/${encodeURIComponent(fault.partner)}/options`}
          variant="default"
        >
          {t('fault.to-options')}
        </Button>
      )}
    </div>
  )
}

/** The faults of channel and TLS, whose remedy lies in the option settings. */
function isOfTls({ number }: FaultView): boolean {
  return number.startsWith('201011') || number.startsWith('201012')
}

function FaultAside({ fault }: { fault: FaultView }): ReactNode {
  const { t, language } = useWords()
  const rows: (readonly [string, ReactNode])[] = [
    [t('fault.at'), <time key="at">{momentText(fault.at, language)}</time>],
    [t('fault.side'), <Side key="side" fault={fault} />],
  ]
  if (fault.partner !== undefined) {
    rows.push([t('fault.partner'), linkTo('partners', fault.partner)])
  }
  if (fault.exchangeId !== undefined) {
    rows.push([t('fault.exchange'), linkTo('exchanges', fault.exchangeId)])
  }
  if (fault.documentId !== undefined) {
    rows.push([t('fault.document'), linkTo('documents', fault.documentId)])
  }
  return (
    <aside className="fault-aside">
      <Facts rows={rows} />
      <Acknowledgement fault={fault} />
    </aside>
  )
}

/** What the recorded handshake shows goes before what could be said when it failed. */
function Side({ fault: { attemptId, side } }: { fault: FaultView }): ReactNode {
  const { t } = useWords()
  const skip = attemptId === undefined
  const request = { params: { id: attemptId ?? '' } }
  const { data, error } = useRead('attempts.handshake', request, { skip })
  if (!skip && data === undefined && error === null) return '…'
  return t(`side.${data?.explanation?.side ?? side}`)
}

function linkTo(page: string, id: string): ReactNode {
  return (
    <Link key={page} href={`/${page}/${encodeURIComponent(id)}`}>
      {id}
    </Link>
  )
}

function Tell({ fault }: { fault: FaultView }): ReactNode {
  const { t, language } = useWords()
  const tell = fault.text[language].tell
  if (tell === undefined) return null
  return (
    <Section
      title={t('fault.tell')}
      actions={<CopyButton text={tell} label={t('fault.copy-tell')} />}
    >
      <p className="hint">{t('fault.tell-text')}</p>
      <blockquote className="tell">{tell}</blockquote>
    </Section>
  )
}
