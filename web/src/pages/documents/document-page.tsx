import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { usePathParams } from '../../shell/path-params.ts'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { addressOf } from '../../api/client.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { AttemptTable } from '../../parts/attempt-table.tsx'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FaultLines } from '../../parts/fault-lines.tsx'
import { Loading } from '../../parts/loading.tsx'
import { dayText, momentText, sizeText } from '../../parts/moment.ts'
import { Facts, Page, Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { stateFacts } from '../../../../src/domain/exchange/document-states.ts'
import { DocumentState } from './document-state.tsx'
import { SlipDocument } from '../slips/slip-document.tsx'
import { Preview, usePreviewAhead } from './preview.tsx'
import { useLook } from './use-look.ts'
import { Withdrawals } from './withdrawals.tsx'

type Detail = ResponseOf<'documents.show'>

/** One document: what it is, what is in it, and every attempt that was made with it. */
export function DocumentPage(): ReactNode {
  const { t } = useWords()
  const { id = '' } = usePathParams()
  const { data, error, refetch } = useRead('documents.show', { params: { id } })
  usePreviewAhead(id)
  if (data === undefined) {
    return (
      <Page title={t('document.title')} back={{ to: '/inbox', title: t('nav.inbox') }}>
        {error === null ? <Loading /> : <ErrorNote failure={error} again={() => void refetch()} />}
      </Page>
    )
  }
  const { document } = data
  if (document.clearedAt !== undefined) return <Cleared detail={data} at={document.clearedAt} />
  if (document.slips === undefined) return <Plain key={id} detail={data} />
  return (
    <SlipDocument
      key={id}
      document={document}
      slips={document.slips}
      raw={<Preview id={id} />}
      record={<Record detail={data} deeds />}
    />
  )
}

/** One that is no slip. */
function Plain({ detail }: { detail: Detail }): ReactNode {
  const { t } = useWords()
  const { document } = detail
  const { id, box } = document
  useLook(document)
  return (
    <Page
      title={document.documentType}
      back={{ to: `/${box}`, title: t(`nav.${box}`) }}
      actions={
        <>
          <Downloads id={id} />
          <Deeds detail={detail} />
        </>
      }
    >
      <Record detail={detail} preview={<Preview id={id} />} />
    </Page>
  )
}

/** Only its record is left (整理): there is nothing to look at, to save or to send. */
function Cleared({ detail, at }: { detail: Detail; at: string }): ReactNode {
  const { t, language } = useWords()
  const { box, documentType, slips } = detail.document
  return (
    <Page
      title={slips?.title[language] ?? documentType}
      back={{ to: `/${box}`, title: t(`nav.${box}`) }}
    >
      <p>{t('document.cleared-note', { day: dayText(at, language) })}</p>
      <Record detail={detail} />
    </Page>
  )
}

/** What it is on the wire, its faults, and every attempt that was made with it. */
function Record(props: { detail: Detail; preview?: ReactNode; deeds?: boolean }): ReactNode {
  const { t } = useWords()
  const { detail } = props
  return (
    <>
      <Section
        title={t('document.title')}
        actions={props.deeds === true && <Deeds detail={detail} />}
      >
        <DocumentFacts detail={detail} />
      </Section>
      {detail.faults.length > 0 && (
        <Section title={t('document.faults')}>
          <FaultLines faults={detail.faults} />
        </Section>
      )}
      {props.preview}
      <Section title={t('document.attempts')}>
        <AttemptTable attempts={detail.attempts} />
      </Section>
    </>
  )
}

function Downloads({ id }: { id: string }): ReactNode {
  const { t } = useWords()
  return (['content', 'wire'] as const).map((form) => (
    <Button
      key={form}
      component="a"
      variant="default"
      size="sm"
      href={addressOf('documents.payload', { params: { id }, query: { form } })}
      download
    >
      {t(form === 'content' ? 'document.download' : 'document.download-wire')}
    </Button>
  ))
}

/** What can be done with it: put back, withdrawn, sent again. */
function Deeds({ detail }: { detail: Detail }): ReactNode {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const may = useMay('operator')
  const { document, retakeTo } = detail
  const { id } = document
  const retake = useChange('documents.retake', ['documents', 'overview'])
  const again = useChange('documents.send-again', ['documents', 'overview'])
  return (
    <>
      {may && retakeTo !== undefined && (
        <ConfirmButton
          label={t('document.retake', { state: t(`state.${retakeTo}`) })}
          title={t('document.retake-title')}
          text={t('document.retake-text')}
          change={retake}
          request={{ params: { id } }}
        />
      )}
      {may && <Withdrawals key={document.state} id={id} deeds={detail.deeds} />}
      {may && document.box !== 'inbox' && !stateFacts[document.state].isUnfinished && (
        <ConfirmButton
          label={t('document.send-again')}
          title={t('document.send-again-title')}
          text={t('document.send-again-text')}
          change={again}
          request={{ params: { id } }}
          onDone={() => navigate(`/${document.box}`)}
        />
      )}
    </>
  )
}

function DocumentFacts({ detail }: { detail: Detail }): ReactNode {
  const { t, language } = useWords()
  const { document } = detail
  const { content, wire, handedOver } = document
  const rows: (readonly [string, ReactNode])[] = [
    [
      t('documents.state'),
      <DocumentState key="state" state={document.state} clearedAt={document.clearedAt} big />,
    ],
    [
      t('list.partner'),
      <Link key="partner" href={`/partners/${encodeURIComponent(document.partner)}`}>
        {document.partner}
      </Link>,
    ],
    [t('documents.file'), document.fileName ?? '–'],
    [
      'ID',
      <span key="document" className="mono">
        {document.id}
      </span>,
    ],
    [
      t('document.messageId'),
      <span key="id" className="mono">
        {document.messageId}
      </span>,
    ],
    [
      `${t('document.sender')} → ${t('document.receiver')}`,
      `${document.senderId} → ${document.receiverId}`,
    ],
    [t('document.format'), document.formatType],
    [t('documents.size'), sizeText((content ?? wire).bytes)],
    [t('document.compress'), document.compressType === '' ? t('word.none') : document.compressType],
    [
      t('document.sha256'),
      <span key="sha" className="mono">
        {content?.sha256 ?? '–'}
      </span>,
    ],
    [t('documents.created'), momentText(document.createdAt, language)],
    [t('document.changed'), momentText(document.changedAt, language)],
  ]
  if (document.clearedAt !== undefined) {
    rows.push([t('document.cleared-at'), momentText(document.clearedAt, language)])
  }
  if (handedOver !== undefined) rows.push([t('document.handed-over'), handedOver.to])
  return <Facts rows={rows} />
}
