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
import { momentText, sizeText } from '../../parts/moment.ts'
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
  const slips = data?.document.slips
  if (data !== undefined && slips !== undefined) {
    return (
      <SlipDocument
        key={id}
        document={data.document}
        slips={slips}
        raw={<Preview id={id} />}
        record={<Record detail={data} deeds />}
      />
    )
  }
  const box = data?.document.box ?? 'inbox'
  return (
    <Page
      title={data?.document.documentType ?? t('document.title')}
      back={{ to: `/${box}`, title: t(`nav.${box}`) }}
      actions={
        data !== undefined && (
          <>
            <Downloads id={id} />
            <Deeds detail={data} />
          </>
        )
      }
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          <Seen document={data.document} />
          <Record detail={data} preview={<Preview key={id} id={id} />} />
        </>
      )}
    </Page>
  )
}

/** Who opens a document that is no slip has looked at it too. */
function Seen({ document }: { document: Detail['document'] }): ReactNode {
  useLook(document)
  return null
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
    [t('documents.state'), <DocumentState key="state" state={document.state} big />],
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
    rows.push([t('documents.cleared'), momentText(document.clearedAt, language)])
  }
  if (handedOver !== undefined) rows.push([t('document.handed-over'), handedOver.to])
  return <Facts rows={rows} />
}
