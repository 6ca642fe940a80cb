import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { usePathParams } from '../../shell/path-params.ts'
import type { FaultView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { momentText } from '../../parts/moment.ts'
import { Facts, Page } from '../../parts/page.tsx'
import { Actions } from '../../parts/remedies.tsx'
import { useWords } from '../../words/i18n.ts'
import { Recovery } from '../station/recovery.tsx'
import { Acknowledgement } from './acknowledgement.tsx'
import { HandshakeSections } from './handshake-sections.tsx'
import { Tell, tellOf } from './tell.tsx'

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

/** Under what its handshake is on record: its attempt, or for a caller that is not known, itself. */
function recordOf({ attemptId, handshakeId }: FaultView): string | undefined {
  return attemptId ?? handshakeId
}

function FaultDetail({ fault }: { fault: FaultView }): ReactNode {
  const recorded = recordOf(fault)
  const tell = tellOf(fault)
  const { language } = useWords()
  return (
    <>
      <div className="fault-top">
        <FaultCard fault={fault} />
        <FaultAside fault={fault} />
      </div>
      {recorded === undefined ? (
        <Tell tell={tell} />
      ) : (
        <HandshakeSections attemptId={recorded} tell={tell} said={fault.text[language].message} />
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
          [
            t('fault.remedy'),
            <div key="remedy">
              {said.remedy}
              <Actions all={fault.actions} />
              {mendedByRecovery.has(fault.name) && <Recovery />}
            </div>,
          ],
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
      {ofCallers.has(fault.name) && (
        <Button component={Link} href="/callers" variant="default">
          {t('callers.open')}
        </Button>
      )}
    </div>
  )
}

/** Faults that may be over when it is cleared up once more. */
const mendedByRecovery: ReadonlySet<string> = new Set(['station-crashed', 'payload-damaged'])

/** Faults of callers that are not known. */
const ofCallers: ReadonlySet<string> = new Set([
  'caller-tls-failed',
  'caller-certificate-refused',
  'callers-left-out',
])

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
  const { times, lastAt } = fault
  if (times > 1) {
    const last = momentText(lastAt, language)
    rows.splice(1, 0, [t('faults.times'), t('fault.times', { times, last })])
  }
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
function Side({ fault }: { fault: FaultView }): ReactNode {
  const { t } = useWords()
  const recorded = recordOf(fault)
  const skip = recorded === undefined
  const request = { params: { id: recorded ?? '' } }
  const { data, error } = useRead('attempts.handshake', request, { skip })
  if (!skip && data === undefined && error === null) return '…'
  return t(`side.${data?.explanation?.side ?? fault.side}`)
}

function linkTo(page: string, id: string): ReactNode {
  return (
    <Link key={page} href={`/${page}/${encodeURIComponent(id)}`}>
      {id}
    </Link>
  )
}
