import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { DocumentView } from '../../../../src/entry/api/contract.ts'
import { statesIn } from '../../../../src/domain/exchange/document-states.ts'
import { ChoiceFilter, PartnerFilter, TextFilter } from '../../parts/filters.tsx'
import { ListPage } from '../../parts/list-page.tsx'
import { momentText, sizeText } from '../../parts/moment.ts'
import type { Column } from '../../parts/virtual-table.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { DocumentState } from './document-state.tsx'
import { SendFiles } from './send-files.tsx'
import { DocumentKind } from './slip-summary.tsx'

type Box = 'outbox' | 'mailbox'

/** 送信ボックス. */
export function Outbox(): ReactNode {
  return <BoxPage key="outbox" box="outbox" />
}

/** メールボックス. */
export function Mailbox(): ReactNode {
  return <BoxPage key="mailbox" box="mailbox" />
}

function BoxPage({ box }: { box: Box }): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  return (
    <ListPage
      title={t(`nav.${box}`)}
      route="documents.list"
      filters={['partner', 'state', 'documentType', 'id']}
      fixed={{ box }}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={t('documents.none')}
      above={may && <SendFiles box={box} />}
    >
      <PartnerFilter />
      <ChoiceFilter
        name="state"
        label={t('documents.state')}
        choices={statesIn(box).map((state) => [state, t(`state.${state}`)] as const)}
      />
      <TextFilter name="documentType" label={t('documents.type')} />
      <TextFilter name="id" label={t('documents.id')} />
    </ListPage>
  )
}

function useColumns(): Column<DocumentView>[] {
  const { t, language } = useWords()
  return [
    {
      key: 'state',
      title: t('documents.state'),
      width: '12rem',
      cell: ({ state, clearedAt }) => <DocumentState state={state} clearedAt={clearedAt} />,
    },
    {
      key: 'type',
      title: t('documents.type'),
      width: 'minmax(9rem, 1fr)',
      cell: (document) => (
        <Link className="row-link" href={`/documents/${encodeURIComponent(document.id)}`}>
          <DocumentKind document={document} />
        </Link>
      ),
    },
    { key: 'partner', title: t('list.partner'), width: '10rem', cell: ({ partner }) => partner },
    {
      key: 'file',
      title: t('documents.file'),
      width: 'minmax(9rem, 1.2fr)',
      cell: ({ fileName, id }) => fileName ?? id,
    },
    {
      key: 'size',
      title: t('documents.size'),
      width: '5.5rem',
      cell: ({ content, wire }) => sizeText((content ?? wire).bytes),
    },
    {
      key: 'created',
      title: t('documents.created'),
      width: '11.5rem',
      cell: ({ createdAt }) => <time dateTime={createdAt}>{momentText(createdAt, language)}</time>,
    },
  ]
}
